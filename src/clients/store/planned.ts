/** For whom the plan is judged anew because of what a file brought, or of what is taken back of it. */
import { columns, constants, list, sql, type OpenTransaction } from "../../database/sql.ts";

const standing = ["planned", "due", "held", "queued", "claimed"];

/** Those among them for whom something is planned or under way, from today on. Plan: touch_client_day alone. */
export async function plannedAmong(
  trx: OpenTransaction,
  clients: readonly string[],
  today: Temporal.PlainDate,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from unnest(${list(clients, "uuid")}) as asked (id)
    where exists (
      select from touch where touch.client_id = asked.id and touch.on_day >= ${today.toString()}::text::date
        and touch.state in ${constants(standing)})`.execute(trx);
  return rows.map(({ id }) => id);
}

/** Everybody who has one of these addresses. */
export async function clientsAt(
  trx: OpenTransaction,
  addresses: readonly { kind: string; value: string }[],
): Promise<string[]> {
  if (addresses.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    select distinct client_id as id
    from ${columns(
      addresses.map(({ kind, value }) => ({ kind, value })),
      { kind: "text", value: "text" },
    )} as asked (kind, value)
    join contact_address using (kind, value)`.execute(trx);
  return rows.map(({ id }) => id);
}
