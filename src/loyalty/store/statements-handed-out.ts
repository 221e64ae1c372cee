/** Which statements were given to their clients on paper. */
import { sql, type Connection } from "../../database/sql.ts";

export interface HandedOut {
  clientId: string;
  cardId: string;
  /** The month's first day. */
  month: Temporal.PlainDate;
  officeId: string | null;
  staffMemberId: string | null;
  at: Temporal.Instant;
}

/** The first time stays. Returns when that was. */
export async function recordHandedOut(db: Connection, row: HandedOut): Promise<Temporal.Instant> {
  const month = sql`${row.month.toString()}::text::date`;
  await sql`
    insert into statement_handed_out (client_id, card_id, month, office_id, staff_member_id, at)
    values (${row.clientId}::text::uuid, ${row.cardId}::text::uuid, ${month}, ${row.officeId}::text::uuid,
      ${row.staffMemberId}::text::uuid, ${row.at.toString()}::text::timestamptz)
    on conflict do nothing`.execute(db);
  const { rows } = await sql<{ at: Temporal.Instant }>`
    select at from statement_handed_out
    where client_id = ${row.clientId}::text::uuid and card_id = ${row.cardId}::text::uuid and month = ${month}`.execute(
    db,
  );
  return rows[0]?.at ?? row.at;
}
