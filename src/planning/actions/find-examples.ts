/** Whom a step of a chain, live or not, could be shown with: those who have its occasion soon, or one client. */
import type { Chain, Step } from "../../chains/chain.ts";
import type { Connection } from "../../database/sql.ts";
import { exampleOccasions, type ExampleOccasion } from "../store/examples.ts";
import { openPlanningDay } from "../store/planning-day.ts";

const nearDays = 14;
const farDays = 400;
const most = 8;

export async function findExamples(
  db: Connection,
  of: { chain: Chain; step: Step },
  { on, at, client }: { on: Temporal.PlainDate; at: Temporal.Instant; client?: string | undefined },
): Promise<{ chosen: ExampleOccasion | undefined; near: ExampleOccasion[] }> {
  return db.transaction().execute(async (trx) => {
    const everybody = await openPlanningDay(trx, { on, at });
    const soon = await exampleOccasions(trx, everybody, of, { daysAhead: nearDays, limit: most });
    const near =
      soon.length > 0
        ? soon
        : await exampleOccasions(trx, everybody, of, { daysAhead: farDays, limit: most });
    if (client === undefined) return { chosen: near[0], near };
    const alone = await openPlanningDay(trx, { on, at, clients: [client] });
    const own = await exampleOccasions(trx, alone, of, { daysAhead: farDays, limit: most });
    return { chosen: own.find((example) => example.client === client), near };
  });
}
