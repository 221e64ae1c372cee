/** Pairs that may be one person, the likeliest first, each with why and what is different. */
import type { Reader } from "../../business/reader.ts";
import { sayReason, speaksFor } from "../../clients/duplicates/likeness.ts";
import { fullName } from "../../clients/person-name.ts";
import type { Connection } from "../../database/sql.ts";
import { spendable } from "../card-today.ts";
import type { Duplicates, DuplicateSide } from "../duplicate-contract.ts";
import { loadPairs, loadSides, type SideRow } from "../store/duplicates.ts";

export async function listDuplicates(
  db: Connection,
  reader: Reader,
  asked: { client: string | undefined; cursor: string | undefined },
): Promise<Duplicates> {
  const { page, next } = await loadPairs(db, asked);
  const sides = await loadSides(db, [...new Set(page.flatMap(({ first, second }) => [first, second]))]);
  const pairs = page.flatMap(({ first, second, score, reasons }) => {
    const [one, other] = [sides.get(first), sides.get(second)];
    if (!one || !other) return [];
    return [
      {
        score,
        reasons: reasons.map((code) => ({
          code,
          speaks: speaksFor(code) ? ("for" as const) : ("against" as const),
          words: sayReason(code, reader.language),
        })),
        keep: hasMore(other, one) ? second : first,
        first: show(one, reader),
        second: show(other, reader),
      },
    ];
  });
  return { pairs, next };
}

/** Cards first, then what was bought, then the longer acquaintance. */
function hasMore(one: SideRow, other: SideRow): boolean {
  if (one.cards.length !== other.cards.length) return one.cards.length > other.cards.length;
  if (one.dealings !== other.dealings) return one.dealings > other.dealings;
  return Temporal.PlainDate.compare(one.createdOn, other.createdOn) < 0;
}

function show(row: SideRow, { now, business }: Reader): DuplicateSide {
  const { id, sex, phones, emails, office, externalId, dealings, doNotDisturb } = row;
  const { birthdayMonth: month, birthdayDay: day, birthdayYear: year } = row;
  return {
    ...{ id, sex, phones, emails, office, externalId, dealings, doNotDisturb },
    name: fullName(row),
    birthday: month === null || day === null ? null : { month, day, year },
    createdOn: row.createdOn.toString(),
    lastDealingOn: row.lastDealingOn?.toString() ?? null,
    cards: row.cards.map(({ number, balance, validThrough, zone }) => ({
      number,
      balance: spendable(
        { balance: BigInt(balance), validThrough: Temporal.PlainDate.from(validThrough), zone },
        now,
        business.zone,
      ),
    })),
  };
}
