/** People who come in through the program's own doors: invited, with a password, with a session. */
import type { FastifyInstance } from "fastify";
import { expect } from "vitest";
import { inviteStaff } from "../../src/access/actions/manage-staff.ts";
import type { StaffRole } from "../../src/access/rights.ts";
import { sql, type Connection } from "../../src/database/sql.ts";
import { newId } from "../../src/kernel/ids.ts";
import { now } from "../http/server.ts";

export const password = "correct horse battery";

export interface Person {
  id: string;
  email: string;
  cookie: string;
}

export const cookieOf = (answer: { headers: Record<string, unknown> }): string => {
  const set = answer.headers["set-cookie"];
  const cookies = Array.isArray(set) ? (set as string[]) : [String(set)];
  return cookies.map((cookie) => cookie.split(";")[0]).join("; ");
};

export async function addOffice(db: Connection, name = "На Тверской"): Promise<string> {
  const id = newId();
  await sql`
    insert into office (id, name, city, address, zone, phone, opens, closes)
    values (${id}::text::uuid, ${name}, 'Москва', 'Тверская, 1', 'Europe/Moscow', '+74950000000', '10:00', '20:00')`.execute(
    db,
  );
  return id;
}

export async function letIn(
  db: Connection,
  server: FastifyInstance,
  { role, offices = [] }: { role: StaffRole; offices?: string[] },
): Promise<Person> {
  const email = `${role}-${newId()}@example.org`;
  const desk = { db, clock: { now: () => now } };
  const { staffMember, token } = await inviteStaff(
    desk,
    { name: `Роль ${role}`, email, role, offices },
    undefined,
  );
  const answer = await server.inject({
    method: "POST",
    url: `/api/v1/invitations/${token}`,
    payload: { password },
  });
  expect(answer.statusCode, answer.body).toBe(200);
  return { id: staffMember.id, email, cookie: cookieOf(answer) };
}
