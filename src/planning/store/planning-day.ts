/** What every statement of one planning needs to know: the day, the moment, the settings. */
import { sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import { loadRecords } from "../../clients/store/merged.ts";
import { etiquetteSettings, type EtiquetteSettings } from "../settings.ts";

export interface PlanningDay {
  on: Temporal.PlainDate;
  /** The moment the plan is judged at: now for today, the day's first moment for any other day. */
  at: Temporal.Instant;
  /** The calendar day it really is, in the business's zone. */
  today: Temporal.PlainDate;
  /** Only these clients; everybody where absent. */
  clients: readonly string[] | undefined;
  /** These clients with the records merged into them: cards and what is booked on them stand under those. */
  records: readonly string[] | undefined;
  settings: EtiquetteSettings;
}

export async function openPlanningDay(
  db: Connection,
  request: { on: Temporal.PlainDate; at: Temporal.Instant; clients?: readonly string[] },
): Promise<PlanningDay> {
  const { rows } = await sql<{
    zone: string;
    settings: { etiquette?: Partial<EtiquetteSettings> };
  }>`
    select zone, settings from business`.execute(db);
  const [business] = rows;
  if (!business) throw new Error("the business row is missing");
  const today = request.at.toZonedDateTimeISO(business.zone).toPlainDate();
  const isToday = today.equals(request.on);
  return {
    on: request.on,
    at: isToday ? request.at : request.on.toZonedDateTime(business.zone).toInstant(),
    today,
    clients: request.clients,
    records: request.clients && (await loadRecords(db, request.clients)),
    settings: etiquetteSettings(business.settings.etiquette),
  };
}

/** Room to sort and join a large plan in memory, for this transaction only. */
export async function roomForALargePlan(trx: OpenTransaction): Promise<void> {
  await sql`set local work_mem = '64MB'`.execute(trx);
}

/** Of two plans for everybody one waits for the other. */
export async function onePlanAtATime(trx: OpenTransaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('povod-plan'))`.execute(trx);
}
