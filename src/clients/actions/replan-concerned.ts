/** Whose plan is judged anew because of what a file brought, or what was taken back of it. */
import type { OpenTransaction } from "../../database/sql.ts";
import type { ClientDesk } from "../desk.ts";
import { plannedAmong } from "../store/planned.ts";

/** Of more than that, only those for whom something is planned: what is new for the others the plan of everybody finds. */
const fewAtOnce = 200;

/** `silent`: clients with an address that was silenced, or is not any more. */
export async function replanConcerned(
  trx: OpenTransaction,
  replan: ClientDesk["replan"],
  {
    changed,
    silent,
    at,
    today,
  }: {
    changed: readonly string[];
    silent: readonly string[];
    at: Temporal.Instant;
    today: Temporal.PlainDate;
  },
): Promise<void> {
  const concerned = [...new Set([...changed, ...silent])];
  const clients = concerned.length > fewAtOnce ? await plannedAmong(trx, concerned, today) : concerned;
  if (clients.length > 0) await replan(trx, { clients, at });
}
