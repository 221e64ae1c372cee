/** The figures of the etiquette and the hours of the operators, as the business has set them. */
import { sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import { newId } from "../../kernel/ids.ts";
import type { EtiquetteSettings } from "../settings.ts";

export async function loadStoredEtiquette(
  db: Connection,
  { lock = false } = {},
): Promise<Partial<EtiquetteSettings>> {
  const { rows } = await sql<{ etiquette: Partial<EtiquetteSettings> | null }>`
    select settings -> 'etiquette' as etiquette from business ${lock ? sql`for update` : sql``}`.execute(db);
  return rows[0]?.etiquette ?? {};
}

export async function saveEtiquette(
  trx: OpenTransaction,
  etiquette: Partial<EtiquetteSettings>,
): Promise<void> {
  await sql`
    update business
    set settings = jsonb_set(settings, '{etiquette}', ${JSON.stringify(etiquette)}::text::jsonb)`.execute(
    trx,
  );
}

export interface OperatorHours {
  office: string | null;
  officeName: string | null;
  weekday: number | null;
  on: Temporal.PlainDate | null;
  minutes: number;
}

export async function loadOperatorHours(db: Connection): Promise<OperatorHours[]> {
  const { rows } = await sql<OperatorHours>`
    select office_id as office, office.name as "officeName", weekday, on_day as "on", minutes
    from operator_hours left join office on office.id = operator_hours.office_id
    order by office.name nulls first, office_id, on_day nulls first, weekday limit 2000`.execute(db);
  return rows;
}

export interface NewHours {
  office: string | null;
  weekday: number | null;
  on: string | null;
  /** Null: no hours are kept for it any more. */
  minutes: number | null;
}

/** What was said of this office and day before is forgotten. */
export async function replaceHours(trx: OpenTransaction, hours: NewHours): Promise<void> {
  const office = sql`${hours.office}::text::uuid`;
  const on = sql`${hours.on}::text::date`;
  const weekday = sql`${hours.weekday}::int`;
  await sql`lock table operator_hours in share row exclusive mode`.execute(trx);
  await sql`
    delete from operator_hours
    where office_id is not distinct from ${office} and weekday is not distinct from ${weekday}
      and on_day is not distinct from ${on}`.execute(trx);
  if (hours.minutes === null) return;
  await sql`
    insert into operator_hours (id, office_id, weekday, on_day, minutes)
    values (${newId()}::text::uuid, ${office}, ${weekday}, ${on}, ${hours.minutes}::int)`.execute(trx);
}

export async function isOffice(db: Connection, id: string): Promise<boolean> {
  const { rows } = await sql`select from office where id = ${id}::text::uuid`.execute(db);
  return rows.length > 0;
}
