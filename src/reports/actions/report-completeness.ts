/** How much of what the business wants is known of its clients now, and how that grew month by month. */
import type { Reader } from "../../business/reader.ts";
import { refuseUnknownFacts } from "../../clients/actions/keep-wanted-facts.ts";
import { wordsOf, type WantedFact } from "../../clients/completeness.ts";
import {
  countLearned,
  countMade,
  countShares,
  loadWanted,
  type ShareCount,
} from "../../clients/store/completeness.ts";
import { loadAttributes } from "../../clients/store/facts.ts";
import { atOneMoment } from "../../database/one-moment.ts";
import type { Connection } from "../../database/sql.ts";
import type { CompletenessReport, CompletenessTrial } from "../completeness-contract.ts";
import { loadOffices } from "../../loyalty/store/offices.ts";
import { growthOf } from "../growth.ts";

export const usualGrowthMonths = 12;

export const reportCompleteness = (
  db: Connection,
  { language, business, today }: Pick<Reader, "language" | "business" | "today">,
  months = usualGrowthMonths,
): Promise<CompletenessReport> =>
  atOneMoment(db, async (trx) => {
    const wanted = await loadWanted(trx);
    const attributes = await loadAttributes(trx);
    const names = new Map((await loadOffices(trx)).map(({ id, name }) => [id, name]));
    const counts = await countShares(trx, wanted, today);
    const thisMonth = today.with({ day: 1 });
    const from = thisMonth.subtract({ months: months - 1 });
    const learned = await countLearned(trx, { from, zone: business.zone });
    const made = await countMade(trx, from);
    const offices = [...Map.groupBy(counts, ({ office }) => office)]
      .map(([id, rows]) => ({
        id,
        name: id === null ? null : (names.get(id) ?? null),
        ...distribution(rows),
      }))
      .sort((a, b) => b.clients - a.clients || (a.name ?? "").localeCompare(b.name ?? ""));
    return {
      on: today.toString(),
      ...distribution(counts),
      facts: wanted.map(({ fact, worth }, at) => ({
        fact,
        worth,
        name: wordsOf(fact, attributes, language).name,
        known: counts.reduce((sum, { known }) => sum + (known[at] ?? 0), 0),
      })),
      offices,
      growth: growthOf(learned, made, {
        wanted: new Map(wanted.map(({ fact, worth }: WantedFact) => [fact, worth])),
        months: Array.from({ length: months }, (_, at) => from.add({ months: at })),
        officeNames: names,
      }),
    };
  });

/** How full the base would look if these facts were wanted. Throws `bad_input`. */
export const tryWantedFacts = (
  db: Connection,
  tried: readonly WantedFact[],
  today: Temporal.PlainDate,
): Promise<CompletenessTrial> =>
  atOneMoment(db, async (trx) => {
    await refuseUnknownFacts(trx, tried);
    const before = await countShares(trx, await loadWanted(trx), today);
    return { before: distribution(before), after: distribution(await countShares(trx, tried, today)) };
  });

function distribution(
  rows: readonly ShareCount[],
): Pick<CompletenessReport, "clients" | "average" | "tenths"> {
  const clients = rows.reduce((sum, row) => sum + row.clients, 0);
  const percents = rows.reduce((sum, row) => sum + row.percents, 0);
  return {
    clients,
    average: clients === 0 ? null : Math.round((percents * 10) / clients) / 10,
    tenths: Array.from({ length: 10 }, (_, at) =>
      rows.filter(({ tenth }) => tenth === at).reduce((sum, row) => sum + row.clients, 0),
    ),
  };
}
