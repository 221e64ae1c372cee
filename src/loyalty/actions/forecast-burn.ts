/**
 * What will burn in the weeks ahead, by the cards as they stand and by how all cards came back so far: as counted last
 * night, or, where nobody counted lately, now.
 */
import { atOneMoment } from "../../database/one-moment.ts";
import type { Connection, OpenTransaction } from "../../database/sql.ts";
import { fromPlainDate, toPlainDate, type EpochDay } from "../../kernel/calendar.ts";
import { kopecks } from "../../kernel/money.ts";
import { burnsOn, validThrough } from "../expiry.ts";
import { outlook, type BurnOutlook } from "../forecast-weeks.ts";
import type { OfficeDays } from "../office-days.ts";
import { monthNumber } from "../replay-totals.ts";
import { classOf, classStarts, longestSpell, returnHistory } from "../return-history.ts";
import { findKeptReturns, type KeptReturns } from "../store/kept-returns.ts";
import { dueBonuses } from "../store/live-bonuses.ts";
import { loadPrograms } from "../store/programs.ts";
import { goThroughEverything } from "../store/spells.ts";
import { programOn, standardCard } from "../program-versions.ts";
import { countHistory, type CountedHistory } from "./count-returns.ts";

export interface KnownReturns {
  /** The first presentation; undefined where there is none. */
  since: EpochDay | undefined;
  /** How often a card was presented again while it had something to lose. */
  returns: number;
  /** Whether a forecast can rest on it: one lifetime of the bonus and so many returns. */
  enough: boolean;
}

export interface BurnForecasting extends BurnOutlook {
  on: EpochDay;
  history: KnownReturns;
}

/** Fewer returns say too little about a rate. */
const leastReturns = 100;

/** As of the end of the business's day. Sees the database as it stood at one moment. */
export function forecastBurning(
  db: Connection,
  { days, weeks }: { days: OfficeDays; weeks: number },
): Promise<BurnForecasting> {
  const today = days.elsewhere;
  const on = fromPlainDate(today.add({ days: 1 }));
  return atOneMoment(db, async (trx) => {
    const kept = await keptLately(trx, on);
    if (!kept) await goThroughEverything(trx);
    const dues = await dueBonuses(trx, days, {
      through: toPlainDate((on + weeks * 7 - 1) as EpochDay),
      classStarts,
      countedThrough: kept?.through,
    });
    const programs = await loadPrograms(trx);
    // A bonus may have been given more time than its program says.
    const longestDays = dues.reduce(
      (longest, due) => Math.max(longest, due.burnsOn - due.lastPresentedOn),
      Math.max(...programs.map(({ validity }) => longestSpell(validity))),
    );
    const counted =
      kept && kept.longestDays >= longestDays
        ? { ...kept, history: returnHistory(kept.longestDays, kept.months) }
        : await countAll(trx, { through: today, longestDays });
    const { since, returns } = counted;
    const lifetime = (from: EpochDay) =>
      burnsOn(validThrough(from, programOn(programs, standardCard, from).validity));
    const enough = since !== undefined && lifetime(since) <= on && returns >= leastReturns;
    const rates = enough ? counted.history.before(monthNumber(on) + 1) : undefined;
    const cards = dues.map((due) => ({
      ...due,
      cardClass: classOf(due.presentations),
      sum: kopecks(due.sum),
    }));
    return { on, history: { since, returns, enough }, ...outlook(cards, { on, weeks, rates }) };
  });
}

/** A night may have been missed; older counts would tell of another time. */
const keptForDays = 3;

async function keptLately(db: Connection, on: EpochDay): Promise<KeptReturns | undefined> {
  const kept = await findKeptReturns(db);
  return kept && kept.through < on && kept.through >= on - keptForDays ? kept : undefined;
}

async function countAll(
  trx: OpenTransaction,
  range: { through: Temporal.PlainDate; longestDays: number },
): Promise<CountedHistory> {
  await goThroughEverything(trx);
  return countHistory(trx, range);
}
