/** Planned trips and appointments of a client. */
import { sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import type { Agreed, AppointmentInput, TripInput } from "../agreed-contract.ts";

interface Own {
  client: string;
  id: string;
  on: Temporal.PlainDate;
}

/** New, or instead of what had this id. */
export async function putTrip(trx: OpenTransaction, { client, id, on }: Own, trip: TripInput): Promise<void> {
  await sql`
    insert into planned_trip (client_id, id, starts_on, precision, destination, companions, state, recorded_on)
    values (${client}::uuid, ${id}::uuid, ${trip.startsOn}::text::date, ${trip.precision}, ${trip.destination},
      ${trip.companions ?? null}, ${trip.state ?? "expected"}, ${on.toString()}::text::date)
    on conflict (client_id, id) do update set starts_on = excluded.starts_on, precision = excluded.precision,
      destination = excluded.destination, companions = excluded.companions, state = excluded.state`.execute(
    trx,
  );
}

/** New, or instead of what had this id. False where there is no such office. */
export async function putAppointment(
  trx: OpenTransaction,
  { client, id, on }: Own,
  appointment: AppointmentInput,
): Promise<boolean> {
  const { rows } = await sql`
    insert into appointment (client_id, id, office_id, on_day, at_time, with_whom, about, state, booked_on)
    select ${client}::uuid, ${id}::uuid, office.id, ${appointment.on}::text::date, ${appointment.time}::text::time,
      ${appointment.withWhom ?? ""}, ${appointment.about ?? ""}, ${appointment.state ?? "booked"}, ${on.toString()}::text::date
    from office where office.id = ${appointment.office}::uuid
    on conflict (client_id, id) do update set office_id = excluded.office_id, on_day = excluded.on_day,
      at_time = excluded.at_time, with_whom = excluded.with_whom, about = excluded.about, state = excluded.state
    returning id`.execute(trx);
  return rows.length > 0;
}

export async function loadAgreed(db: Connection, client: string): Promise<Agreed> {
  const { rows: plannedTrips } = await sql<Agreed["plannedTrips"][number]>`
    select id, starts_on::text as "startsOn", precision, destination, companions, state from planned_trip
    where client_id = ${client}::uuid order by starts_on, id`.execute(db);
  const { rows: appointments } = await sql<Agreed["appointments"][number]>`
    select id, office_id as office, on_day::text as "on", to_char(at_time, 'HH24:MI') as "time", with_whom as "withWhom",
      about, state
    from appointment where client_id = ${client}::uuid order by on_day, at_time, id`.execute(db);
  return { plannedTrips, appointments };
}
