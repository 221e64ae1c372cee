/** Commands that were carried out, by the key their senders gave them. */
import { planOnce } from "../../database/prepared.ts";
import { sql, type OpenTransaction } from "../../database/sql.ts";

export interface DoneCommand {
  inputHash: string;
  answer: unknown;
}

export async function findCommand(
  trx: OpenTransaction,
  clientId: string,
  key: string,
): Promise<DoneCommand | undefined> {
  const { rows } = await sql<{ input_hash: string; answer: unknown }>`${planOnce}
    select input_hash, answer from command where client_id = ${clientId} and idempotency_key = ${key}`.execute(
    trx,
  );
  return rows[0] && { inputHash: rows[0].input_hash, answer: rows[0].answer };
}

/** False: the key was used at the same moment, for another card of the client. */
export async function insertCommand(
  trx: OpenTransaction,
  command: DoneCommand & { clientId: string; key: string; bookedAt: Temporal.Instant },
): Promise<boolean> {
  const { rows } = await sql`${planOnce}
    insert into command (client_id, idempotency_key, input_hash, answer, booked_at)
    values (${command.clientId}, ${command.key}, ${command.inputHash}, ${JSON.stringify(command.answer)}::text::jsonb,
      ${command.bookedAt.toString()}::text::timestamptz)
    on conflict do nothing returning 1`.execute(trx);
  return rows.length === 1;
}
