/** Clients, staff and a clock for tests at the till. */
import { sql, type Connection } from "../../src/database/sql.ts";
import type { Clock } from "../../src/kernel/clock.ts";
import { newId } from "../../src/kernel/ids.ts";

/** Stands at noon of a day until it is set to another. */
export function standingClock(day: string): Clock & { set(day: string): void } {
  const noon = (on: string) => Temporal.Instant.from(`${on}T12:00:00+03:00`);
  let now = noon(day);
  return {
    now: () => now,
    set(on) {
      now = noon(on);
    },
  };
}

export async function newClient(db: Connection): Promise<string> {
  const id = newId();
  await sql`insert into client (id, created_on) values (${id}, '2020-01-01')`.execute(db);
  return id;
}

export async function addStaff(db: Connection, role: string): Promise<string> {
  const id = newId();
  await sql`insert into staff_member (id, name, role) values (${id}, 'A. B.', ${role})`.execute(db);
  return id;
}

export async function addOffice(db: Connection, zone = "Europe/Moscow"): Promise<string> {
  const id = newId();
  await sql`
    insert into office (id, name, city, address, zone)
    values (${id}, ${`Office ${id.slice(-4)}`}, 'City', 'Street', ${zone})`.execute(db);
  return id;
}
