/** What a plan goes by besides facts: chains, settings, the calendar, operator hours. */
import { liveChains } from "../../chains/store.ts";
import { sql, type Connection } from "../../database/sql.ts";
import { inputHash } from "../../kernel/idempotency.ts";

/** Another text whenever one of them has changed. */
export async function plannedBy(db: Connection): Promise<string> {
  const chains = (await liveChains(db)).map(({ chain, version }) => `${chain} ${version}`);
  const { rows } = await sql`
    select settings, zone, (select jsonb_agg(to_jsonb(hours) order by id) from operator_hours as hours) as hours,
      (select jsonb_agg(to_jsonb(calendar) order by date) from business_calendar_day as calendar) as calendar
    from business`.execute(db);
  return inputHash(chains.join(), rows[0]);
}
