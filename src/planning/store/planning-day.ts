/** What every statement of one planning needs to know: the day, the moment, the settings. */
import type { RawBuilder } from "kysely";
import { loadSettings } from "../../business/store.ts";
import { dayIn } from "../../kernel/clock.ts";
import { anyOf, sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import { loadRecords } from "../../clients/store/merged.ts";
import { etiquetteSettings, type DayKinds, type EtiquetteSettings } from "../settings.ts";
import { loadPools, type Pool } from "./operators.ts";

export interface PlanningDay {
  on: Temporal.PlainDate;
  /** The moment the plan is judged at: now for today, the day's first moment for any other day. */
  at: Temporal.Instant;
  /** The calendar day it really is, in the business's zone. */
  today: Temporal.PlainDate;
  /** Only these clients, and the other records of the same people; everybody where absent. */
  clients: readonly string[] | undefined;
  /** These clients with the records merged into them: cards and what is booked on them stand under those. */
  records: readonly string[] | undefined;
  settings: EtiquetteSettings;
  /** Of the day and the next one, where the business's calendar says something of them. */
  dayKinds: DayKinds;
  /** How many calls can be made on the day; empty where nobody has set operator hours. */
  pools: readonly Pool[];
  /** The touches the day is planned among: those there are, or, in a forecast, with what earlier days of it would do. */
  touches: RawBuilder<unknown>;
  /** Nothing stands in the plan yet that could lose its reason. */
  isForecast: boolean;
}

export async function openPlanningDay(
  db: Connection,
  request: { on: Temporal.PlainDate; at: Temporal.Instant; clients?: readonly string[] },
): Promise<PlanningDay> {
  const on = request.on.toString();
  const { rows } = await sql<{
    zone: string;
    settings: { etiquette?: Partial<EtiquetteSettings> };
    kinds: Record<string, "working" | "holiday"> | null;
  }>`
    select zone, settings, (
      select jsonb_object_agg(date, kind) from business_calendar_day
      where date between ${on}::text::date and ${on}::text::date + 1
    ) as kinds from business`.execute(db);
  const [business] = rows;
  if (!business) throw new Error("the business row is missing");
  const today = request.at.toZonedDateTimeISO(business.zone).toPlainDate();
  const isToday = today.equals(request.on);
  const at = isToday ? request.at : request.on.toZonedDateTime(business.zone).toInstant();
  const settings = etiquetteSettings(business.settings.etiquette);
  const clients = request.clients && (await recordsOf(db, request.clients));
  return {
    on: request.on,
    at,
    today,
    clients,
    records: clients && (await loadRecords(db, clients)),
    settings,
    dayKinds: new Map(Object.entries(business.kinds ?? {})),
    pools: await loadPools(db, request.on, at, settings),
    touches: sql`touch`,
    isForecast: false,
  };
}

/** These clients and every other record of the same people: they are judged together, or the day's one place is given twice. */
async function recordsOf(db: Connection, clients: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ client: string }>`
    select other.client_id as client from same_person as own join same_person as other using (person_id)
    where own.client_id = ${anyOf(clients, "uuid")}`.execute(db);
  return [...new Set([...clients, ...rows.map(({ client }) => client)])];
}

/** The calendar day of the business at a moment. */
export async function todayAt(db: Connection, at: Temporal.Instant): Promise<Temporal.PlainDate> {
  return dayIn((await loadSettings(db)).zone, at);
}

/** Room to sort and join a large plan in memory, for this transaction only. */
export async function roomForALargePlan(trx: OpenTransaction): Promise<void> {
  await sql`set local work_mem = '128MB'`.execute(trx);
  // What belongs to a client lies on a few pages, and candidates are asked for in the order of the clients.
  await sql`set local random_page_cost = 1.1`.execute(trx);
}

/** Of two plans for everybody one waits for the other. */
export async function onePlanAtATime(trx: OpenTransaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('povod-plan'))`.execute(trx);
}
