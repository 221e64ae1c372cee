/** A client about whom there is something in every room of the program, put in through its own doors. */
import { sealLedger } from "../../src/loyalty/actions/seal-ledger.ts";
import { newId } from "../../src/kernel/ids.ts";
import { sql } from "../../src/database/sql.ts";
import { expect } from "vitest";
import type { Desk } from "../clients/desk.ts";
import { addOffice, insert } from "../http/rows.ts";
import { now } from "../http/server.ts";

export interface FullClient {
  id: string;
  other: string;
  card: string;
  staff: string;
  /** What nobody may find anywhere once the client is erased. */
  secrets: string[];
}

const clock = { now: () => now };

/** `nr` tells several of them apart. */
export async function fullClient(desk: Desk, nr: number): Promise<FullClient> {
  const { db } = desk;
  const phone = `+7916555${String(1000 + nr)}`;
  const email = `zabyvaemaya${nr}@example.org`;
  const [family, given, patronymic] = ["Забываемая", "Пелагея", "Никаноровна"];
  const office = await addOffice(db);
  const staff = newId();
  await insert(db, "staff_member", { id: staff, name: "Вера Ильина", role: "manager", office_id: office });
  const file = `ФИО;Телефон;Почта;Внешний номер\n${family} ${given} ${patronymic};${phone};${email};внеш-${nr}\n${family} ${given};8 000;не почта ${email};\n`;
  const id = await imported(desk, file, phone);
  const other = await desk.client([{ kind: "phone", value: `+7916777${String(1000 + nr)}` }], {
    familyName: "Соседова",
    givenName: "Ульяна",
  });
  const send = (url: string, body: object) => desk.change("POST", `/clients/${id}${url}`, body);
  await desk.change("PATCH", `/clients/${id}`, {
    birthday: { month: 11, day: 22, year: 1980 },
    tags: ["любит-саксофон"],
    staffMember: staff,
  });
  await send("/contact-points", { kind: "postal", value: "Старая улица, дом Пелагеи" });
  await send("/consents", {
    consents: [{ purpose: "contact", given: true }],
    how: "form",
    wordingVersion: "3",
  });
  await send("/relations", { kind: "family", other, words: "сестра Пелагеи Забываемой" });
  const card = String((await command(desk, "/cards", { client: id, office, staffMember: staff }))["card"]);
  await command(desk, `/cards/${card}/purchases`, { price: "20000.00", staffMember: staff });
  await command(desk, `/cards/${card}/adjustments`, {
    amount: "50.00",
    reason: "извинение перед Пелагеей",
    staffMember: staff,
  });
  await desk.plan();
  await sql`
    insert into intent (client_id, touch_id, message_id, address, claimed_by, claimed_at, lease_until, outcome, provider_said)
    select client_id, id, '<' || id || '@povod>', ${email}, 'test', moved_at, moved_at, 'failed', 'no such user ' || ${email}
    from touch where client_id = ${id}::text::uuid limit 1`.execute(db);
  await insert(db, "planned_trip", {
    client_id: id,
    id: newId(),
    starts_on: "2027-06-01",
    precision: "month",
    destination: "Байкал",
    companions: "с мужем Никанором",
    state: "expected",
    recorded_on: "2026-11-01",
  });
  await insert(db, "client_event", {
    client_id: id,
    id: newId(),
    name: "site-form",
    happened_on: "2026-11-20",
    facts: { email, text: "Пелагея просит перезвонить" },
    recorded_at: "2026-11-20T10:00:00Z",
  });
  await send("/wishes", { scope: "advertising", words: "Пелагее не присылать рекламу" });
  await sealLedger(db, { clock });
  const secrets = [
    family,
    given,
    patronymic,
    phone,
    phone.slice(2),
    email,
    `внеш-${nr}`,
    "саксофон",
    "Старая улица",
    "Никанор",
  ];
  return { id, other, card, staff, secrets };
}

async function imported({ server, db }: Desk, text: string, phone: string): Promise<string> {
  const previewed = await server.inject({
    method: "POST",
    url: "/api/v1/imports?name=clients.csv&wording=1",
    headers: { "content-type": "text/csv" },
    payload: text,
  });
  const { id } = previewed.json<{ id: string }>();
  const confirmed = await server.inject({ method: "POST", url: `/api/v1/imports/${id}/confirm` });
  expect(confirmed.statusCode, confirmed.body).toBe(200);
  const { rows } = await sql<{ id: string }>`
    select client_id as id from contact_address where kind = 'phone' and value = ${phone}`.execute(db);
  return rows[0]?.id ?? "";
}

async function command(desk: Desk, url: string, body: object): Promise<Record<string, unknown>> {
  const answer = await desk.send("POST", url, body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
}
