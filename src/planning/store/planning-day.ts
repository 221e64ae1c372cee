/** What every statement of one planning needs to know: the day, the moment, the settings. */
import type { RawBuilder } from "kysely";
import { loadSettings } from "../../business/store.ts";
import { dayIn } from "../../kernel/clock.ts";
import { planOnceForAnyDay } from "../../database/prepared.ts";
import { anyOf, list, sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import { recordsOf } from "../../clients/store/merged.ts";
import { day, type IssueReaders } from "../occasion.ts";
import { etiquetteSettings, type DayKinds, type EtiquetteSettings } from "../settings.ts";
import { hasMany, type Share } from "./lanes.ts";
import { hoursOfDays, poolsOf, type DayHours, type Pool } from "./operators.ts";

export interface PlanningDay {
  on: Temporal.PlainDate;
  /** The moment the plan is judged at: now for today, the day's first moment for any other day. */
  at: Temporal.Instant;
  /** The calendar day it really is, in the business's zone. */
  today: Temporal.PlainDate;
  /** A look back: what was true on the day counts, as far as it is kept, and not what became of it. */
  isOver: boolean;
  /** Of a look back: what the chains themselves did from this day on has finished nobody. */
  finishedBefore?: Temporal.PlainDate;
  /** Only these clients, and the other records of the same people; everybody where absent. */
  clients: readonly string[] | undefined;
  /** Of everybody only the people of this share, where several lanes plan at once. */
  share: Share | undefined;
  /** So few are judged that one statement does it, planned once; of many the candidates stand in a table. */
  isSmall: boolean;
  /** These clients with the records merged into them: cards and what is booked on them stand under those. */
  records: readonly string[] | undefined;
  settings: EtiquetteSettings;
  /** Of the day and the next one at least, where the business's calendar says something of them. */
  dayKinds: DayKinds;
  /** Of issues of the newsletter that are not for everybody, around the day: for whom. */
  issueReaders: readonly IssueReaders[];
  /** How many calls can be made on the day; empty where nobody has set operator hours. */
  pools: readonly Pool[];
  /** The touches the day is planned among: those there are, or, in a forecast, with what earlier days of it would do. */
  touches: RawBuilder<unknown>;
  /** Nothing stands in the plan yet that could lose its reason. */
  isForecast: boolean;
  /** The two parts of `touches` in a forecast for everybody: what earlier days of it would do, and what really is. */
  foreseen?: { seen: RawBuilder<unknown>; real: RawBuilder<unknown> };
}

/** Which touches of a chain's earlier versions may have finished a client. */
export const finishedUntil = ({ finishedBefore }: PlanningDay): RawBuilder<unknown> =>
  finishedBefore ? sql`and touch.on_day < ${day(finishedBefore)}` : sql``;

interface Asked {
  /** Now. */
  at: Temporal.Instant;
  /** Everybody where absent. */
  clients?: readonly string[] | undefined;
  /** Everybody where absent. */
  share?: Share | undefined;
  /** From so many clients on everybody's candidates stand in a table. */
  manyFrom?: number | undefined;
  /** The etiquette as it might be; as it is set where absent. */
  settings?: EtiquetteSettings;
}

export async function openPlanningDay(
  db: Connection,
  { on, ...asked }: Asked & { on: Temporal.PlainDate },
): Promise<PlanningDay> {
  const [planning] = await openPlanningDays(db, { days: [on], ...asked });
  if (!planning) throw new Error(`no planning was opened for ${on.toString()}`);
  return planning;
}

/** The same for several days, read at once. */
export async function openPlanningDays(
  db: Connection,
  request: Asked & { days: readonly Temporal.PlainDate[] },
): Promise<PlanningDay[]> {
  const background = await readBackground(db, request);
  const { zone } = background;
  const settings = request.settings ?? etiquetteSettings(background.settings.etiquette);
  const dayKinds: DayKinds = new Map(Object.entries(background.kinds ?? {}));
  const today = dayIn(zone, request.at);
  const isForSome = request.clients !== undefined;
  return Promise.all(
    request.days.map(async (on) => {
      const at = today.equals(on) ? request.at : on.toZonedDateTime(zone).toInstant();
      const hours = background.hours?.filter((row) => row.day === on.toString()) ?? [];
      return {
        on,
        at,
        today,
        isOver: false,
        share: request.share,
        isSmall: isForSome || !(request.share || background.many),
        clients: isForSome ? (background.clients ?? []) : undefined,
        records: isForSome ? (background.records ?? []) : undefined,
        settings,
        dayKinds,
        issueReaders: background.readers ?? [],
        pools: await poolsOf(db, hours, at, settings),
        touches: sql`touch`,
        isForecast: false,
      };
    }),
  );
}

interface Background {
  zone: string;
  many: boolean;
  settings: { etiquette?: Partial<EtiquetteSettings> };
  /** Of the days and those after them. */
  kinds: Record<string, "working" | "holiday"> | null;
  hours: DayHours[] | null;
  readers: IssueReaders[] | null;
  clients: string[] | null;
  records: string[] | null;
}

/** Days from an issue's within which some day is planned or looked at. */
const readersBefore = 60;
const readersAfter = 400;

/**
 * All that a day is planned by, in one statement. Whoever is asked for is judged together with every other record of the
 * same person, or the day's one place is given twice.
 */
async function readBackground(
  db: Connection,
  { days, clients = [], manyFrom }: Asked & { days: readonly Temporal.PlainDate[] },
): Promise<Background> {
  const { rows } = await sql<Background>`${planOnceForAnyDay}
    with day as (select day::date as on_day from unnest(${list(days, "date")}) as day),
    person as materialized (
      select client from unnest(${list(clients, "uuid")}) as client
      union
      select other.client_id from same_person as own join same_person as other using (person_id)
      where own.client_id = ${anyOf(clients, "uuid")}
    )
    select zone, settings, ${hasMany(manyFrom)} as many, (
        select jsonb_object_agg(date, kind) from business_calendar_day
        where date in (select on_day from day union all select on_day + 1 from day)
      ) as kinds,
      (${hoursOfDays}) as hours, (
        select jsonb_agg(jsonb_build_object('number', number, 'conditions', readers) order by number) from newsletter_issue
        where readers is not null and issue_on between (select min(on_day) - ${sql.lit(readersBefore)} from day)
          and (select max(on_day) + ${sql.lit(readersAfter)} from day)
      ) as readers, (select jsonb_agg(client order by client) from person) as clients, (
        select jsonb_agg(record.id order by record.id) from person cross join lateral ${recordsOf("person.client")} as record
      ) as records
    from business`.execute(db);
  const [background] = rows;
  if (!background) throw new Error("the business row is missing");
  return background;
}

/** The calendar day of the business at a moment. */
export async function todayAt(db: Connection, at: Temporal.Instant): Promise<Temporal.PlainDate> {
  return dayIn((await loadSettings(db)).zone, at);
}

/** Room to sort and join a large plan in memory, for this transaction only. */
export async function roomForALargePlan(trx: OpenTransaction): Promise<void> {
  await sql`set local work_mem = '128MB'`.execute(trx);
  // Candidates are wide and what is joined to them is narrow: a table of that in memory is sooner made than they are sorted.
  await sql`set local enable_mergejoin = off`.execute(trx);
  // What belongs to a client lies on a few pages, and candidates are asked for in the order of the clients.
  await sql`set local random_page_cost = 1.1`.execute(trx);
}

/** Of two plans for everybody one waits for the other. */
export async function onePlanAtATime(trx: OpenTransaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('povod-plan'))`.execute(trx);
}
