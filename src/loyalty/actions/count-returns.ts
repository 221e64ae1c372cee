/** Counts how cards came back through a day, and keeps it for the owner's forecast of burning. */
import type { Connection } from "../../database/sql.ts";
import { fromPlainDate, type EpochDay } from "../../kernel/calendar.ts";
import { refuseIfInterrupted } from "../../kernel/interruption.ts";
import { classStarts, longestSpell, returnHistory, type ReturnHistory } from "../return-history.ts";
import { longestGiven, saveKeptReturns, writeShownDays } from "../store/kept-returns.ts";
import { loadPrograms } from "../store/programs.ts";
import { countSpells, goThroughEverything } from "../store/spells.ts";
import { beforeAll, endOfBatch } from "../store/statements.ts";

/** Few enough that no till waits for long where a card is written. */
const cardsPerBatch = 5000;

/** `through`: the last day that is over. Throws `interrupted`; run again it counts anew. */
export async function countReturns(
  db: Connection,
  { through, signal }: { through: Temporal.PlainDate; signal?: AbortSignal },
): Promise<{ returns: number }> {
  let place = beforeAll;
  for (;;) {
    refuseIfInterrupted(signal);
    const to = await endOfBatch(db, { after: place, limit: cardsPerBatch });
    if (!to) break;
    await writeShownDays(db, { from: place, to, through });
    place = to;
  }
  return db.transaction().execute(async (trx) => {
    await goThroughEverything(trx);
    const programs = await loadPrograms(trx);
    // A bonus may have been given more time than its program says.
    const longestDays = Math.max(
      await longestGiven(trx),
      ...programs.map(({ validity }) => longestSpell(validity)),
    );
    const { history, ...counted } = await countHistory(trx, { through, longestDays });
    await saveKeptReturns(trx, {
      through: fromPlainDate(through),
      longestDays,
      ...counted,
      months: history.months(),
    });
    return { returns: counted.returns };
  });
}

export interface CountedHistory {
  history: ReturnHistory;
  since: EpochDay | undefined;
  returns: number;
}

/** One pass over all presentations. */
export async function countHistory(
  db: Connection,
  range: { through: Temporal.PlainDate; longestDays: number },
): Promise<CountedHistory> {
  const history = returnHistory(range.longestDays);
  let since: EpochDay | undefined;
  let returns = 0;
  for (const spell of await countSpells(db, { ...range, classStarts })) {
    history.add(spell);
    const { from, to, came, cards } = spell;
    if (since === undefined || from < since) since = from;
    if (came && to - from <= range.longestDays) returns += cards;
  }
  return { history, since, returns };
}
