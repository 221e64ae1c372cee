/** Clients who have a step's occasion soon, for looking at its words with their facts. */
import type { Chain, Step } from "../../chains/chain.ts";
import { ownersOfRows } from "../../clients/store/merged.ts";
import { sql, type OpenTransaction } from "../../database/sql.ts";
import { occasionSource } from "../occasion-words.ts";
import { day, type Facts } from "../occasion.ts";
import { interval, occasionRange, stepPeriods } from "./candidates.ts";
import type { PlanningDay } from "./planning-day.ts";

export interface ExampleOccasion {
  client: string;
  familyName: string;
  givenName: string;
  patronymic: string;
  facts: Facts;
  /** The day of the occasion itself. */
  date: Temporal.PlainDate;
  dueOn: Temporal.PlainDate;
}

/** The nearest first, one a client; of the planned clients alone, where the day is planned for some. */
export async function exampleOccasions(
  trx: OpenTransaction,
  planning: PlanningDay,
  { chain, step }: { chain: Chain; step: Step },
  { daysAhead, limit }: { daysAhead: number; limit: number },
): Promise<ExampleOccasion[]> {
  const { offset, window } = stepPeriods(step);
  const source = occasionSource(chain.occasion).select(occasionRange(planning, step, daysAhead));
  const due = sql`(occasion.occasion_date + ${interval(offset)})::date`;
  const { rows } = await sql<ExampleOccasion>`
    select client.id as client, client.family_name as "familyName", client.given_name as "givenName", client.patronymic,
      nearest.facts, nearest.occasion_date as date, nearest.due_on as "dueOn"
    from (
      select distinct on (occasion.owner_id) occasion.owner_id, occasion.facts, occasion.occasion_date, ${due} as due_on
      from (${ownersOfRows(source)}) as occasion
      where (${due} + ${interval(window)})::date >= ${day(planning.on)}
      order by occasion.owner_id, due_on, occasion.occasion_key
    ) as nearest
    join client on client.id = nearest.owner_id and client.deceased_on is null
    order by due_on, client.id limit ${limit}::int`.execute(trx);
  return rows;
}
