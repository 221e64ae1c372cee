/** A number for a card: the printed one, the next of the office's ranges, or one derived where it has none. */
import type { OpenTransaction } from "../../database/sql.ts";
import { DomainError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import { isCardNumber, serialOf } from "../card-number.ts";
import { claimCardNumbers } from "../store/cards.ts";
import {
  hasRanges,
  lockRangesOf,
  rangeOf,
  takeNext,
  takeNumber,
  type Owner,
} from "../store/number-ranges.ts";
import { findOffice } from "../store/till-card.ts";
import { refuse } from "../till.ts";

/** The office, where named, is ours. Throws `bad_input`, `number_taken`, `range_used_up`. */
export async function giveCardNumber(
  trx: OpenTransaction,
  owner: Owner,
  { office, number }: { office?: string | undefined; number?: string | undefined },
): Promise<string> {
  if (number !== undefined) return givePrinted(trx, owner, number, office);
  const ranges = office === undefined ? [] : await lockRangesOf(trx, office);
  if (ranges.length === 0) {
    const claimed = await claimCardNumbers(trx, [{ ...owner, owner: newId() }]);
    return claimed.get(owner.cardId) ?? "";
  }
  for (const range of ranges) {
    const next = range.next <= range.last ? await takeNext(trx, range, owner) : undefined;
    if (next !== undefined) return next;
  }
  throw new DomainError(
    "range_used_up",
    `The card numbers of the office ${ranges[0]?.office} are used up; it needs another range.`,
    { place: { field: "office" } },
  );
}

async function givePrinted(
  trx: OpenTransaction,
  owner: Owner,
  number: string,
  office: string | undefined,
): Promise<string> {
  if (!isCardNumber(number))
    refuse("number", "sixteen digits, the last of them the check digit of the others");
  const range = await rangeOf(trx, serialOf(number));
  if (range && range.officeId !== office)
    refuse("number", `a number of the selling office; ${number} is of a range of the office ${range.office}`);
  if (!range && office !== undefined && (await hasRanges(trx, office)))
    refuse("number", `a number of a range of the office ${(await findOffice(trx, office))?.name}`);
  if (await takeNumber(trx, number, owner)) return number;
  throw new DomainError("number_taken", `There is a card ${number} already.`, { place: { field: "number" } });
}
