/** The ranges of card numbers that offices may give out: added, and listed with how many are left. */
import { DomainError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import { numberOfSerial, readSerial } from "../card-number.ts";
import type { NumberRange } from "../desk-contract.ts";
import * as store from "../store/number-ranges.ts";
import { findOffice } from "../store/till-card.ts";
import { refuse } from "../till.ts";
import type { Till } from "./run-command.ts";

/** The same range added again is that range. Throws `bad_input`, `range_overlaps`. */
export const addNumberRange = (
  { db, clock }: Till,
  asked: { office: string; from: string; to: string },
): Promise<NumberRange> =>
  db.transaction().execute(async (trx) => {
    const office = await findOffice(trx, asked.office);
    if (!office) refuse("office", "an office's id or its name");
    const [first, last] = [serial("from", asked.from), serial("to", asked.to)];
    if (last < first) refuse("to", `a number from ${numberOfSerial(first)} on`);
    await store.lockRanges(trx);
    const there = await store.overlappingRange(trx, { first, last });
    const same = there?.officeId === office.id && there.first === first && there.last === last;
    if (there && !same) {
      throw new DomainError(
        "range_overlaps",
        `The range overlaps ${numberOfSerial(there.first)}…${numberOfSerial(there.last)} of the office ${there.office}.`,
        { place: { field: "from" } },
      );
    }
    const id = there?.id ?? newId();
    if (!there) await store.insertRange(trx, { id, officeId: office.id, first, last, addedAt: clock.now() });
    const range = (await store.listRanges(trx, office.id)).find((one) => one.id === id);
    if (!range) throw new Error("the range is not where it was put");
    return show(range);
  });

/** Of one office or of all. Throws `bad_input`. */
export async function listNumberRanges(
  { db }: Pick<Till, "db">,
  text: string | undefined,
): Promise<NumberRange[]> {
  const office = text === undefined ? undefined : await findOffice(db, text);
  if (text !== undefined && !office) refuse("office", "an office's id or its name");
  return (await store.listRanges(db, office?.id)).map(show);
}

const show = (range: store.NumberRange & { taken: bigint }): NumberRange => ({
  id: range.id,
  office: range.officeId,
  officeName: range.office,
  first: numberOfSerial(range.first),
  last: numberOfSerial(range.last),
  left: Number(range.last - range.first + 1n - range.taken),
});

const serial = (field: string, text: string): bigint =>
  readSerial(text) ?? refuse(field, "a card's number, its first fifteen digits, or up to thirteen digits");
