/** Handoffs in the database, each move of one beside it; and the board of planned trips. */
import { recordsOf } from "../../clients/store/merged.ts";
import { constants, sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import { newId } from "../../kernel/ids.ts";
import type { Handoff, HandoffResult } from "../contract.ts";
import type { OfficeHours } from "../deadline.ts";

const moment = (at: Temporal.Instant) => sql`${at.toString()}::text::timestamptz`;
const id = (value: string | null) => sql`${value}::text::uuid`;

export interface NewHandoffRow {
  client: string;
  id: string;
  plannedTrip: string | null;
  touch: string | null;
  office: string | null;
  manager: string | null;
  words: string;
  at: Temporal.Instant;
  by: string;
  dueAt: Temporal.Instant;
}

export async function insertHandoff(trx: OpenTransaction, row: NewHandoffRow): Promise<void> {
  await sql`
    insert into handoff (client_id, id, planned_trip_id, touch_id, office_id, manager_id, words, state, handed_at,
      handed_by, due_at)
    values (${id(row.client)}, ${id(row.id)}, ${id(row.plannedTrip)}, ${id(row.touch)}, ${id(row.office)},
      ${id(row.manager)}, ${row.words}, 'waiting', ${moment(row.at)}, ${row.by}, ${moment(row.dueAt)})`.execute(
    trx,
  );
}

export interface Move {
  client: string;
  handoff: string;
  at: Temporal.Instant;
  what: "handed" | "accepted" | "passed_on" | "escalated" | "closed";
  by: string;
  to?: string | null;
  words?: string;
}

export async function insertMove(trx: OpenTransaction, move: Move): Promise<void> {
  await sql`
    insert into handoff_move (client_id, id, handoff_id, at, what, by_name, to_manager_id, words)
    values (${id(move.client)}, ${id(newId())}, ${id(move.handoff)}, ${moment(move.at)}, ${move.what}, ${move.by},
      ${id(move.to ?? null)}, ${move.words ?? ""})`.execute(trx);
}

/** The client's own, that waits: asking twice hands over once. */
export async function waitingHandoff(trx: OpenTransaction, client: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from handoff where client_id = ${id(client)} and state = 'waiting'`.execute(trx);
  return rows[0]?.id;
}

export interface HandoffPlace {
  office: string | null;
  hours: OfficeHours | undefined;
  /** The nearest live plan, where none is named. */
  trip: string | null;
}

/** The office a client is handed over to, as named or their own; and the plan it is about. */
export async function loadPlace(
  trx: OpenTransaction,
  asked: { client: string; office: string | null; trip: string | null },
): Promise<HandoffPlace> {
  const { rows } = await sql<{
    office: string | null;
    zone: string | null;
    opens: Temporal.PlainTime | null;
    closes: Temporal.PlainTime | null;
    trip: string | null;
  }>`
    select office.id as office, office.zone, office.opens, office.closes, trip.id as trip
    from client
    left join office on office.id = coalesce(${id(asked.office)}, client.home_office_id)
    left join lateral (
      select id from planned_trip
      where client_id = client.id and state in ('expected', 'confirmed', 'handed_over')
        and (${id(asked.trip)} is null or id = ${id(asked.trip)})
      order by starts_on limit 1
    ) as trip on true
    where client.id = ${id(asked.client)}`.execute(trx);
  const [row] = rows;
  const { zone, opens, closes } = row ?? {};
  return {
    office: row?.office ?? null,
    trip: row?.trip ?? null,
    hours: zone && opens && closes ? { zone, opens, closes } : undefined,
  };
}

export async function moveTrip(
  trx: OpenTransaction,
  trip: {
    client: string;
    id: string;
    state: "handed_over" | "booked" | "dropped";
    responsible?: string | null;
  },
): Promise<void> {
  await sql`
    update planned_trip set state = ${trip.state}, responsible_id = coalesce(${id(trip.responsible ?? null)}, responsible_id)
    where client_id = ${id(trip.client)} and id = ${id(trip.id)}`.execute(trx);
}

export interface LockedHandoff {
  client: string;
  state: Handoff["state"];
  manager: string | null;
  trip: string | null;
}

/** Undefined: there is none. Served by handoff_client. */
export async function lockHandoff(trx: OpenTransaction, handoff: string): Promise<LockedHandoff | undefined> {
  const { rows } = await sql<LockedHandoff>`
    select client_id as client, state, manager_id as manager, planned_trip_id as trip from handoff
    where id = ${id(handoff)} for update`.execute(trx);
  return rows[0];
}

export async function clientOfHandoff(db: Connection, handoff: string): Promise<string | undefined> {
  const { rows } = await sql<{ client: string }>`
    select client_id as client from handoff where id = ${id(handoff)}`.execute(db);
  return rows[0]?.client;
}

export async function acceptRow(
  trx: OpenTransaction,
  row: { client: string; id: string; manager: string | null; at: Temporal.Instant },
): Promise<void> {
  await sql`
    update handoff set state = 'accepted', manager_id = ${id(row.manager)}, accepted_at = ${moment(row.at)}
    where client_id = ${id(row.client)} and id = ${id(row.id)}`.execute(trx);
}

/** Somebody else is asked, and has as long as the first one had. */
export async function passOnRow(
  trx: OpenTransaction,
  row: { client: string; id: string; manager: string; dueAt: Temporal.Instant },
): Promise<void> {
  await sql`
    update handoff set state = 'waiting', manager_id = ${id(row.manager)}, due_at = ${moment(row.dueAt)},
      accepted_at = null, escalated_at = null
    where client_id = ${id(row.client)} and id = ${id(row.id)}`.execute(trx);
}

export async function closeRow(
  trx: OpenTransaction,
  row: { client: string; id: string; result: HandoffResult; at: Temporal.Instant },
): Promise<void> {
  await sql`
    update handoff set state = 'closed', closed_at = ${moment(row.at)}, result = ${row.result}
    where client_id = ${id(row.client)} and id = ${id(row.id)}`.execute(trx);
}

/** Those that nobody accepted in time. Each is told of once. Served by handoff_open. */
export async function escalateOverdue(db: Connection, at: Temporal.Instant): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with late as (
      update handoff set escalated_at = ${moment(at)}
      where state = 'waiting' and due_at <= ${moment(at)} and escalated_at is null
      returning client_id, id
    ), moved as (
      insert into handoff_move (client_id, id, handoff_id, at, what, by_name)
      select client_id, gen_random_uuid(), id, ${moment(at)}, 'escalated', '' from late
    )
    select count(*)::int as count from late`.execute(db);
  return rows[0]?.count ?? 0;
}

type HandoffRow = Omit<
  Handoff,
  "handedAt" | "dueAt" | "acceptedAt" | "escalatedAt" | "late" | "name" | "trip"
> & {
  familyName: string;
  givenName: string;
  patronymic: string;
  handedAt: Temporal.Instant;
  dueAt: Temporal.Instant;
  acceptedAt: Temporal.Instant | null;
  escalatedAt: Temporal.Instant | null;
  trip: NonNullable<Handoff["trip"]> | null;
};

const shownAtMost = 200;

/** Served by handoff_open. */
export async function loadHandoffs(
  db: Connection,
  { office, only }: { office: string | undefined; only: string | undefined },
): Promise<HandoffRow[]> {
  const { rows } = await sql<HandoffRow>`
    select own.id, own.client_id as client, client.family_name as "familyName", client.given_name as "givenName",
      client.patronymic, phone.value as phone, own.words, own.state, own.handed_at as "handedAt",
      own.handed_by as "handedBy", own.due_at as "dueAt", own.accepted_at as "acceptedAt",
      own.escalated_at as "escalatedAt", coalesce(office.zone, business.zone) as zone,
      case when office.id is not null then jsonb_build_object('id', office.id, 'name', office.name) end as office,
      case when manager.id is not null then jsonb_build_object('id', manager.id, 'name', manager.name) end as manager,
      case when trip.id is not null then jsonb_build_object('id', trip.id, 'startsOn', trip.starts_on,
        'precision', trip.precision, 'destination', trip.destination, 'companions', trip.companions,
        'state', trip.state) end as trip
    from handoff as own join client on client.id = own.client_id cross join business
    left join office on office.id = own.office_id
    left join staff_member as manager on manager.id = own.manager_id
    left join planned_trip as trip on trip.client_id = own.client_id and trip.id = own.planned_trip_id
    left join lateral (
      select value from ${recordsOf("client.id")} as record join contact_point as point on point.client_id = record.id
      where point.kind = 'phone' and point.state in ('unverified', 'verified') order by point.since desc, point.id limit 1
    ) as phone on true
    where ${only === undefined ? sql`own.state <> 'closed'` : sql`own.id = ${id(only)}`}
      ${office === undefined ? sql`` : sql`and (own.office_id = ${id(office)} or own.office_id is null)`}
    order by own.state = 'accepted', own.due_at, own.id limit ${shownAtMost}`.execute(db);
  return rows;
}

export async function loadManagers(
  db: Connection,
): Promise<{ id: string; name: string; office: string | null }[]> {
  const { rows } = await sql<{ id: string; name: string; office: string | null }>`
    select staff.id, staff.name, office.name as office from staff_member as staff
    left join office on office.id = staff.office_id
    where staff.role = 'manager' order by office.name, staff.name, staff.id`.execute(db);
  return rows;
}

const boardStates = constants(["expected", "confirmed", "handed_over", "booked"]);
export const boardMonths = 6;
const tripsAMonth = 40;

export interface BoardRow {
  month: string;
  count: number;
  id: string;
  startsOn: string;
  precision: "day" | "month" | "season";
  destination: string;
  companions: string | null;
  state: NonNullable<Handoff["trip"]>["state"];
  client: string;
  familyName: string;
  givenName: string;
  patronymic: string;
  office: string | null;
  responsible: string | null;
}

/** The first trips of each month, with how many there are. Served by planned_trip_board. */
export async function loadBoard(
  db: Connection,
  { from, office }: { from: Temporal.PlainDate; office: string | undefined },
): Promise<BoardRow[]> {
  const { rows } = await sql<BoardRow>`
    with trip as (
      select planned_trip.*, office.name as office_name, client.family_name, client.given_name, client.patronymic,
        to_char(planned_trip.starts_on, 'YYYY-MM') as month
      from planned_trip join client on client.id = planned_trip.client_id
      left join office on office.id = client.home_office_id
      where planned_trip.state in ${boardStates} and planned_trip.starts_on >= ${from.toString()}::text::date
        and planned_trip.starts_on < (${from.toString()}::text::date + make_interval(months => ${boardMonths}::int))
        ${office === undefined ? sql`` : sql`and client.home_office_id = ${id(office)}`}
    ), placed as (
      select *, row_number() over (partition by month order by starts_on, id) as place,
        count(*) over (partition by month)::int as count
      from trip
    )
    select month, count, placed.id, starts_on::text as "startsOn", precision, destination, companions, placed.state,
      client_id as client, family_name as "familyName", given_name as "givenName", patronymic,
      office_name as office, staff.name as responsible
    from placed left join staff_member as staff on staff.id = placed.responsible_id
    where place <= ${tripsAMonth}::int order by month, place`.execute(db);
  return rows;
}
