/** The one row of the business. */
import { planOnce } from "../database/prepared.ts";
import { columns, sql, type Connection } from "../database/sql.ts";
import type { CalendarDay } from "./calendar.ts";
import type { Settings } from "./settings.ts";

export async function loadSettings(db: Connection, { lock = false } = {}): Promise<Settings> {
  const { rows } = await sql<Settings>`${planOnce}
    select name, currency, zone, language from business ${lock ? sql`for update` : sql``}`.execute(db);
  const [settings] = rows;
  if (!settings) throw new Error("the business row is missing");
  return settings;
}

export async function saveSettings(db: Connection, settings: Settings): Promise<void> {
  await sql`
    update business set name = ${settings.name}, currency = ${settings.currency}, zone = ${settings.zone},
      language = ${settings.language}`.execute(db);
}

export interface StoredCalendarDay extends CalendarDay {
  /** Put in by people. */
  own: boolean;
}

export async function loadCalendar(db: Connection, year: number): Promise<StoredCalendarDay[]> {
  const { rows } = await sql<StoredCalendarDay>`
    select date, kind, name, code, for_sex as "forSex", own from business_calendar_day
    where date between make_date(${year}::int, 1, 1) and make_date(${year}::int, 12, 31) order by date`.execute(
    db,
  );
  return rows;
}

/** What the calendar says of days against the week's order, from one through another. */
export async function loadDayKinds(
  db: Connection,
  { from, through }: { from: Temporal.PlainDate; through: Temporal.PlainDate },
): Promise<{ day: string; kind: "working" | "holiday" }[]> {
  const { rows } = await sql<{ day: string; kind: "working" | "holiday" }>`${planOnce}
    select date::text as day, kind from business_calendar_day
    where date between ${from.toString()}::text::date and ${through.toString()}::text::date order by date`.execute(
    db,
  );
  return rows;
}

/** What people put in stays, unless it is people who put this in. Returns how many days are new or different. */
export async function putCalendarDays(
  db: Connection,
  days: readonly CalendarDay[],
  { own }: { own: boolean },
): Promise<number> {
  const rows = days.map(({ date, kind, name, code, forSex }) => ({
    date: date.toString(),
    kind,
    name: JSON.stringify(name),
    code,
    forSex,
  }));
  const { rows: put } = await sql`
    insert into business_calendar_day (date, kind, name, code, for_sex, own)
    select date, kind, name, code, for_sex, ${own}::boolean
    from ${columns(rows, { date: "date", kind: "text", name: "jsonb", code: "text", forSex: "text" })}
      as told (date, kind, name, code, for_sex)
    on conflict (date) do update set kind = excluded.kind, name = excluded.name, code = excluded.code,
      for_sex = excluded.for_sex, own = excluded.own
    where (not business_calendar_day.own or excluded.own)
      and (business_calendar_day.kind, business_calendar_day.name, business_calendar_day.code,
        business_calendar_day.for_sex, business_calendar_day.own)
      is distinct from (excluded.kind, excluded.name, excluded.code, excluded.for_sex, excluded.own)
    returning date`.execute(db);
  return put.length;
}

export async function deleteCalendarDay(db: Connection, date: Temporal.PlainDate): Promise<void> {
  await sql`delete from business_calendar_day where date = ${date.toString()}::text::date`.execute(db);
}

export async function loadOffices(db: Connection): Promise<{ id: string; name: string; city: string }[]> {
  const { rows } = await sql<{ id: string; name: string; city: string }>`
    select id, name, city from office order by name, id`.execute(db);
  return rows;
}
