/** The forecast of burning held to what the ledger says burned, month by month, as a replay does it with a file. */
import { atOneMoment } from "../../database/one-moment.ts";
import type { Connection } from "../../database/sql.ts";
import { fromPlainDate, type EpochDay } from "../../kernel/calendar.ts";
import { kopecks } from "../../kernel/money.ts";
import { startBacktest, type BacktestReport } from "../burn-backtest.ts";
import { burnsOn, validThrough } from "../expiry.ts";
import { programOn, standardCard } from "../program-versions.ts";
import { classOf, classStarts, longestSpell } from "../return-history.ts";
import { loadPrograms } from "../store/programs.ts";
import { bookedDues, countSpells, goThroughEverything } from "../store/spells.ts";

/** `through`: the last day that is over. */
export function backtestLedger(db: Connection, through: Temporal.PlainDate): Promise<BacktestReport> {
  return atOneMoment(db, async (trx) => {
    await goThroughEverything(trx);
    const programs = await loadPrograms(trx);
    const until = fromPlainDate(through);
    const longestDays = Math.max(...programs.map(({ validity }) => longestSpell(validity)));
    const lapse = (from: EpochDay) =>
      burnsOn(validThrough(from, programOn(programs, standardCard, from).validity));
    const range = { through, longestDays, classStarts };
    const backtest = startBacktest({ burnsOn: lapse, longestDays, until });
    const spells = await countSpells(trx, range);
    for (const spell of spells) backtest.learn(spell);
    const first = spells.reduce((earliest, { from }) => (from < earliest ? from : earliest), until);
    const days = Array.from({ length: until - first + 1 }, (_, at) => lapse((first + at) as EpochDay));
    const dues = await bookedDues(trx, range, { first, burnsOn: days });
    for (const { from, presentations, sum, burned, ...due } of dues)
      backtest.hold({
        ...due,
        lastPresentedOn: from,
        cardClass: classOf(presentations),
        sum: kopecks(sum),
        burned: kopecks(burned),
      });
    return backtest.finish();
  });
}
