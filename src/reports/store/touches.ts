/** The list behind a number of a day. */
import { sql, type Connection } from "../../database/sql.ts";
import { fromCursor, keyPart, pageOf } from "../../kernel/cursor.ts";
import type { Purpose } from "../../chains/chain.ts";
import type { Facts } from "../../planning/occasion.ts";
import { spelledVerdicts } from "../../planning/store/kept-facts.ts";
import type { Verdict } from "../../planning/verdict.ts";
import type { TouchState } from "../contract.ts";

export interface TouchRow {
  id: string;
  client: string;
  familyName: string;
  givenName: string;
  patronymic: string;
  on: Temporal.PlainDate;
  chain: string;
  step: string;
  occasionKind: string;
  occasionDate: Temporal.PlainDate;
  facts: Facts;
  purpose: Purpose;
  channel: string;
  state: TouchState;
  decidedBy: string | null;
  verdicts: Verdict[];
  notBefore: Temporal.Instant | null;
  notAfter: Temporal.Instant | null;
  worth: bigint;
}

export interface TouchFilter {
  on: Temporal.PlainDate;
  states: readonly TouchState[] | undefined;
  chain: string | undefined;
  rule: string | undefined;
  channel: string | undefined;
}

const limit = 50;

/** What is worth most comes first. */
export async function loadTouches(
  db: Connection,
  filter: TouchFilter,
  cursor: string | undefined,
): Promise<{ page: TouchRow[]; next: string | null }> {
  const after = fromCursor(cursor, [keyPart.number, keyPart.id]);
  const beyond = after
    ? sql`and (-worth, id) > (-(${after[0]}::text::bigint), ${after[1]}::text::uuid)`
    : sql``;
  const { rows } = await sql<TouchRow>`
    with page as (
      select * from touch where ${matches(filter)} ${beyond}
      order by -worth, id limit ${limit + 1}
    )
    select o.id, o.client_id as client, client.family_name as "familyName",
      client.given_name as "givenName", client.patronymic, o.on_day as "on", o.chain, o.step,
      o.occasion_kind as "occasionKind", o.occasion_date as "occasionDate", o.facts, o.purpose,
      o.channel, o.state, o.decided_by as "decidedBy", ${spelledVerdicts} as verdicts,
      o.not_before as "notBefore", o.not_after as "notAfter", o.worth
    from page as o join client on client.id = o.client_id
    order by -o.worth, o.id`.execute(db);
  return pageOf(rows, limit, (row) => [row.worth.toString(), row.id]);
}

export async function countMatching(db: Connection, filter: TouchFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from touch where ${matches(filter)}`.execute(db);
  return rows[0]?.count ?? 0;
}

function matches({ on, states, chain, rule, channel }: TouchFilter) {
  const conditions = [
    sql`on_day = ${on.toString()}::text::date`,
    ...(states ? [states.length > 0 ? sql`state in (${sql.join(states)})` : sql`false`] : []),
    ...(chain === undefined ? [] : [sql`chain = ${chain}`]),
    ...(rule === undefined ? [] : [sql`decided_by = ${rule}`]),
    ...(channel === undefined ? [] : [sql`channel = ${channel}`]),
  ];
  return sql.join(conditions, sql` and `);
}
