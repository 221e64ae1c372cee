/** What a client agrees to when asked on a call is the fact it is: an appointment, the office of a card, a gift, a statement. */
import type { FastifyInstance } from "fastify";
import type { Static } from "typebox";
import { Value } from "typebox/value";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { installPack } from "../../src/chains/actions/install-pack.ts";
import { sql } from "../../src/database/sql.ts";
import { Agreed } from "../../src/dealings/agreed-contract.ts";
import { Gifts, Reservations } from "../../src/gifts/contract.ts";
import { newId } from "../../src/kernel/ids.ts";
import { Renewal } from "../../src/loyalty/desk-contract.ts";
import { NextScreen, type CallScreen } from "../../src/reports/call-screen-contract.ts";
import { Visitor } from "../../src/reports/visitor-contract.ts";
import { Desk } from "../clients/desk.ts";
import { addOffice } from "../http/rows.ts";
import { get, openServer } from "../http/server.ts";
import { onEveryEngine } from "../support/database.ts";

onEveryEngine("agreed on a call", (database) => {
  let server: FastifyInstance;
  let desk: Desk;
  let olga: string;
  let lenina: string;
  let malysheva: string;
  let number = 8_000_000;

  beforeAll(async () => {
    server = await openServer(database());
    desk = new Desk(server, database().db);
    const at = Temporal.Instant.from("2026-01-01T00:00:00Z");
    await installPack(desk.db, "clinic", at, ["appointment", "recall", "card-expiry", "gift-waiting"]);
    olga = newId();
    await sql`insert into staff_member (id, name, role) values (${olga}, 'Ольга', 'operator')`.execute(
      desk.db,
    );
    lenina = await addOffice(desk.db, { zone: "Europe/Moscow", city: "Москва", name: "На Ленина" });
    malysheva = await addOffice(desk.db, { zone: "Europe/Moscow", city: "Москва", name: "На Малышева" });
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    await sql`update call set outcome = 'given_back', ended_at = claimed_at where outcome is null`.execute(
      desk.db,
    );
    await sql`delete from touch where state <> 'done'`.execute(desk.db);
  });

  const somebody = () =>
    desk.client([{ kind: "phone", value: `+7916${++number}` }], {
      birthday: { month: 1, day: 1 },
      zone: "Europe/Moscow",
    });
  async function made(url: string, body: object): Promise<Record<string, unknown>> {
    const answer = await desk.send("POST", url, body);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body;
  }
  async function call(): Promise<CallScreen> {
    await desk.plan();
    const { status, body } = await desk.send("POST", "/calls/next?lang=ru", { staffMember: olga });
    expect(status, JSON.stringify(body)).toBe(200);
    expect([...Value.Errors(NextScreen, body)]).toEqual([]);
    const { screen } = body as Static<typeof NextScreen>;
    if (!screen) throw new Error("there is nobody to call");
    return screen;
  }
  const end = ({ call: { touch } }: CallScreen, outcome: object) =>
    desk.send("POST", `/calls/${touch}/outcome`, { outcome: "done", staffMember: olga, ...outcome });
  const appointmentsOf = async (client: string) =>
    (await get(server, `/api/v1/clients/${client}/agreed`, Agreed)).appointments;

  it("a client invited to a check-up comes on a day, at an hour, to an office", async () => {
    const client = await somebody();
    await sql`insert into dealing (client_id, id, kind, happened_on, price)
      values (${client}::uuid, gen_random_uuid(), 'visit', '2026-05-22', 100)`.execute(desk.db);
    const screen = await call();
    expect(screen.reasons[0]?.script?.questions.at(-1)?.fact).toBe("appointment");
    expect(screen).toMatchObject({ appointments: [], reasons: [{ subject: null }] });
    const past = await end(screen, { appointment: { office: lenina, on: "2026-11-21", time: "10:30" } });
    expect(past).toMatchObject({ status: 400, body: { field: "appointment.on" } });
    const at = { office: lenina, on: "2026-11-24", time: "10:30" };
    const { status, body } = await end(screen, { appointment: at });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(await appointmentsOf(client)).toMatchObject([{ ...at, id: body["appointment"], state: "booked" }]);
  });

  it("an appointment is moved, and stays with the same doctor; another is cancelled, and nothing else is refused", async () => {
    const client = await somebody();
    const first = { office: lenina, on: "2026-11-23", time: "10:30", withWhom: "Ирина", about: "зубы" };
    await made(`/clients/${client}/appointments`, first);
    const screen = await call();
    const [booked] = screen.appointments;
    expect(booked).toMatchObject({ office: lenina, on: "2026-11-23", withWhom: "Ирина" });
    expect(screen.reasons[0]?.subject).toBe(booked?.id);
    const moved = { id: booked?.id, office: malysheva, on: "2026-11-23", time: "17:00" };
    expect((await end(screen, { appointment: moved })).status).toBe(200);
    expect(await appointmentsOf(client)).toMatchObject([
      { ...moved, withWhom: "Ирина", about: "зубы", state: "booked" },
    ]);

    const again = await call();
    const [store] =
      again.reasons[0]?.script?.questions[0]?.answers.flatMap((one) => one.store["appointment"] ?? []) ?? [];
    expect(store).toBe("cancelled");
    const foreign = await end(again, { cancelledAppointment: newId() });
    expect(foreign.status).toBe(404);
    expect((await end(again, { cancelledAppointment: again.reasons[0]?.subject })).status).toBe(200);
    expect(await appointmentsOf(client)).toMatchObject([{ id: booked?.id, state: "cancelled" }]);
    const { rows } = await sql`select 1 from refusal where client_id = ${client}::uuid`.execute(desk.db);
    expect(rows).toEqual([]);
  });

  it("the owner of a card that ends says where to hand over the new one, changes it, and the card is asked for once", async () => {
    const client = await somebody();
    const card = String((await made("/cards", { client, office: lenina }))["card"]);
    await sql`update card set expires_on = '2026-12-22' where number = ${card}`.execute(desk.db);
    const screen = await call();
    expect(screen.reasons).toMatchObject([{ chain: "card-expiry", subject: card }]);
    const stranger = await somebody();
    const other = String((await made("/cards", { client: stranger, office: lenina }))["card"]);
    expect((await end(screen, { cardOffice: { card: other, office: lenina } })).status).toBe(404);
    expect((await end(screen, { cardOffice: { card, office: newId() } })).status).toBe(400);
    expect((await end(screen, { outcome: "busy", cardOffice: { card, office: lenina } })).status).toBe(400);
    const recorded = await end(screen, { cardOffice: { card, office: malysheva } });
    expect(recorded.status, JSON.stringify(recorded.body)).toBe(200);
    const renewal = () => get(server, `/api/v1/cards/${card}/renewal`, Renewal);
    expect(await renewal()).toMatchObject({
      state: "office_chosen",
      office: malysheva,
      moves: [
        { to: "asked", staffMember: olga },
        { to: "office_chosen", office: malysheva, staffMember: olga },
      ],
    });
    const { rows } = await sql<{ state: string }>`
      select state from touch where client_id = ${client}::uuid and chain = 'card-expiry' and state <> 'done'`.execute(
      desk.db,
    );
    expect(rows).toEqual([]);
  });

  it("a gift waits at another office instead, while one lies there", async () => {
    const client = await somebody();
    await server.inject({
      method: "POST",
      url: "/api/v1/gifts",
      payload: { name: { ru: "Сим-карта", en: "SIM card" } },
    });
    const gifts = async () => (await get(server, "/api/v1/gifts", Gifts)).gifts;
    const gift = (await gifts()).at(-1)?.gift ?? "";
    const count = (office: string, onHand: number) =>
      desk.send("PUT", `/gifts/${gift}/stock/${office}`, { onHand });
    await count(lenina, 1);
    await count(malysheva, 0);
    await made(`/clients/${client}/gifts`, { gift, office: lenina });
    await sql`update gift_reservation set reserved_on = '2026-11-08' where client_id = ${client}::uuid`.execute(
      desk.db,
    );
    const screen = await call();
    const [waits] = screen.gifts;
    expect(waits).toMatchObject({ gift, officeId: lenina });
    expect(screen.reasons).toMatchObject([{ chain: "gift-waiting", subject: waits?.id }]);
    const move = (office: string) => desk.send("PUT", `/clients/${client}/gifts/${waits?.id}`, { office });
    expect(await move(malysheva)).toMatchObject({ status: 409, body: { code: "out_of_stock" } });
    await count(malysheva, 1);
    expect((await move(malysheva)).status).toBe(200);
    expect((await move(malysheva)).status).toBe(200);
    const { reservations } = await get(server, `/api/v1/clients/${client}/gifts`, Reservations);
    expect(reservations).toMatchObject([{ id: waits?.id, office: malysheva, reservedOn: "2026-11-08" }]);
    const stock = (await gifts()).find((one) => one.gift === gift)?.stock ?? [];
    const reservedAt = new Map(stock.map(({ office, reserved }) => [office, reserved]));
    expect([reservedAt.get(lenina), reservedAt.get(malysheva)]).toEqual([0, 1]);
    await made(`/clients/${client}/gifts/${waits?.id}/end`, { to: "picked_up" });
    expect((await move(lenina)).body).toMatchObject({ code: "wrong_state" });
  });

  it("a printed statement is wanted at an office, which the desk sees beside it", async () => {
    const client = await somebody();
    const card = String((await made("/cards", { client, office: lenina }))["card"]);
    await sql`update card set sold_on = '2026-10-01', last_presented_on = '2026-10-10' where number = ${card}`.execute(
      desk.db,
    );
    const waiting = async () =>
      (await get(server, `/api/v1/clients/${client}/visit`, Visitor)).waiting.statements;
    expect(await waiting()).toEqual([{ card, month: "2026-10", office: null }]);
    const { profile } = await desk.change("PATCH", `/clients/${client}`, { statementOffice: malysheva });
    expect(profile.statementOffice).toEqual({ id: malysheva, name: "На Малышева" });
    expect(await waiting()).toEqual([
      { card, month: "2026-10", office: { id: malysheva, name: "На Малышева" } },
    ]);
    expect((await desk.send("PATCH", `/clients/${client}`, { statementOffice: newId() })).status).toBe(400);
  });
});
