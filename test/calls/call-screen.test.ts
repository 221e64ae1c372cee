/** The operator's workplace: the next call with everything on one screen, the queue behind it, dialling, leaving. */
import type { FastifyInstance } from "fastify";
import { createServer as createExchange, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { Static } from "typebox";
import { Value } from "typebox/value";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Operators } from "../../src/calls/contract.ts";
import { openClickToCall } from "../../src/calls/telephony/click-to-call.ts";
import { sql } from "../../src/database/sql.ts";
import { planDay } from "../../src/planning/actions/plan-day.ts";
import { newId } from "../../src/kernel/ids.ts";
import { CallQueue, NextScreen, type CallScreen } from "../../src/reports/call-screen-contract.ts";
import { Calls } from "../../src/reports/contract.ts";
import { Desk } from "../clients/desk.ts";
import { get, now, openServer } from "../http/server.ts";
import { onEveryEngine } from "../support/database.ts";

onEveryEngine("the operator's screen", (database) => {
  let server: FastifyInstance;
  let desk: Desk;
  let olga: string;
  let pavel: string;
  let at = now;
  let exchange: Server;
  let rung: string[] = [];
  let answers = 200;
  let number = 7_000_000;

  beforeAll(async () => {
    exchange = createExchange((request, response) => {
      request.setEncoding("utf8");
      let body = "";
      request.on("data", (text: string) => void (body += text));
      request.on("end", () => {
        rung.push(`${request.method} ${request.url} ${request.headers.authorization} ${body}`);
        response.writeHead(answers).end();
      });
    });
    exchange.listen(0, "127.0.0.1");
    await once(exchange, "listening");
    const { port } = exchange.address() as AddressInfo;
    const dial = openClickToCall({
      url: `http://127.0.0.1:${port}/call?to={phone}`,
      method: "POST",
      body: '{"line": "{line}", "to": "{phone}"}',
      authorization: "Bearer secret",
    });
    server = await openServer(database(), { clock: { now: () => at }, dial });
    desk = new Desk(server, database().db);
    await desk.open();
    olga = await staff("Ольга");
    pavel = await staff("Павел");
  });
  afterAll(async () => {
    await server.close();
    exchange.close();
  });

  async function staff(name: string): Promise<string> {
    const id = newId();
    await sql`insert into staff_member (id, name, role) values (${id}, ${name}, 'operator')`.execute(desk.db);
    return id;
  }

  async function clear(): Promise<void> {
    at = now;
    await sql`update call set outcome = 'given_back', ended_at = claimed_at where outcome is null`.execute(
      desk.db,
    );
    await sql`update client set birthday_month = null, birthday_day = null`.execute(desk.db);
    await sql`delete from touch`.execute(desk.db);
    await sql`delete from dealing`.execute(desk.db);
    await sql`delete from call`.execute(desk.db);
  }
  const somebody = (more: Parameters<Desk["client"]>[1] = {}) =>
    desk.client([{ kind: "phone", value: `+7916${++number}` }], more);

  async function next(staffMember = olga, ending: string[] = []): Promise<CallScreen | null> {
    const { status, body } = await desk.send("POST", "/calls/next?lang=ru", { staffMember, ending });
    expect(status, JSON.stringify(body)).toBe(200);
    expect([...Value.Errors(NextScreen, body)]).toEqual([]);
    return (body as Static<typeof NextScreen>).screen;
  }
  async function queue(staffMember = olga): Promise<Static<typeof CallQueue>> {
    const response = await server.inject(`/api/v1/calls/queue?lang=ru&staffMember=${staffMember}`);
    expect(response.statusCode, response.body).toBe(200);
    const body = response.json<Static<typeof CallQueue>>();
    expect([...Value.Errors(CallQueue, body)]).toEqual([]);
    return body;
  }
  const end = (screen: CallScreen, outcome: Record<string, unknown>) =>
    desk.send("POST", `/calls/${screen.call.touch}/outcome`, { staffMember: olga, ...outcome });

  it("carries everything: the reason, every script with its branches, what is known and what was said last", async () => {
    await clear();
    const client = await somebody({
      familyName: "Котова",
      patronymic: "Сергеевна",
      birthday: { month: 1, day: 1 },
    });
    const trips = (returned: string, prices: number[]) =>
      sql`insert into dealing (client_id, id, kind, happened_on, returns_on, destination, price)
        select ${client}::uuid, gen_random_uuid(), 'trip', '2026-10-01', ${returned}::date, 'Пхукет', price
        from unnest(${`{${prices.join(",")}}`}::text::int[]) as price`.execute(desk.db);
    await trips("2026-11-19", [100, 200]);
    await desk.plan();
    const screen = await next();
    expect(screen?.call).toMatchObject({ client, address: "Анна Сергеевна", chain: "after-trip" });
    expect(screen?.reasons.map(({ chain }) => chain)).toEqual(["after-trip", "after-trip"]);
    expect(screen?.reasons[0]?.script?.opening).toContain("Анна Сергеевна, добрый день!");
    const afterTrip = screen?.reasons[1]?.script;
    expect(afterTrip?.questions[0]?.answers.map(({ code, opens }) => [code, opens])).toEqual([
      ["good", null],
      ["mixed", null],
      ["bad", "complaint"],
      ["later", null],
    ]);
    expect(screen?.page.profile).toMatchObject({ id: client, familyName: "Котова" });
    expect(screen?.page.completeness?.missing.map(({ fact }) => fact)).toContain("email");
    expect(screen).toMatchObject({ trips: 2, lastTalk: null, dials: true, gifts: [] });
    await end(screen as CallScreen, { outcome: "done", words: "Летает с мамой" });

    at = now.add({ hours: 24 * 365 });
    await trips("2027-11-19", [300]);
    await planDay(desk.db, { on: Temporal.PlainDate.from("2027-11-22"), at });
    const yearLater = await next();
    expect(yearLater).toMatchObject({ call: { client }, lastTalk: { by: "Ольга", words: "Летает с мамой" } });
  });

  it("asks nothing besides a greeting, and what is missing in any other conversation", async () => {
    await clear();
    const inTheList = async (client: string) => {
      const { calls } = await get(server, "/api/v1/calls?lang=ru", Calls);
      return calls.find((call) => call.client === client)?.questions.map(({ fact }) => fact);
    };
    const born = await somebody();
    await desk.plan();
    const greeting = await next();
    expect(greeting?.call).toMatchObject({ client: born, purpose: "greeting" });
    expect(greeting?.page.completeness?.missing.map(({ fact }) => fact)).toContain("email");
    expect(greeting?.questions).toEqual([]);
    expect(await inTheList(born)).toEqual([]);

    await clear();
    const returned = await somebody({ birthday: { month: 1, day: 1 } });
    await sql`insert into dealing (client_id, id, kind, happened_on, returns_on, destination, price)
      select ${returned}::uuid, gen_random_uuid(), 'trip', '2026-10-01', '2026-11-19', 'Пхукет', price
      from unnest(array[100, 200]) as price`.execute(desk.db);
    await desk.plan();
    const talk = await next();
    expect(talk?.call).toMatchObject({ client: returned, purpose: "care" });
    expect(talk?.questions).toEqual(talk?.page.completeness?.missing);
    expect(talk?.questions.map(({ fact }) => fact)).toContain("email");
    expect(await inTheList(returned)).toContain("email");
    // A greeting that is said in a conversation about something else.
    await sql`update touch set purpose = 'greeting' where taken_along_by is not null`.execute(desk.db);
    const both = await next();
    expect(both?.call.takenAlong.map(({ purpose }) => purpose)).toEqual(["greeting"]);
    expect(both?.questions).toEqual([]);
    expect(await inTheList(returned)).toEqual([]);
  });

  it("gives another call while the last one may still be taken back, and nobody else gets either", async () => {
    await clear();
    await somebody();
    await somebody();
    await desk.plan();
    const first = await next();
    const second = await next(olga, [first?.call.touch ?? ""]);
    expect(second?.call.client).not.toBe(first?.call.client);
    expect(await next(pavel)).toBeNull();
    expect((await next())?.call.id).toBe(first?.call.id);
    expect((await end(first as CallScreen, { outcome: "done" })).status).toBe(200);
    expect((await next())?.call.id).toBe(second?.call.id);
  });

  it("waits half a minute for a page that was closed, then is somebody else's", async () => {
    await clear();
    const client = await somebody();
    await desk.plan();
    const touch = (await next())?.call.touch ?? "";
    const keep = (more = {}) => desk.send("POST", `/calls/${touch}/keep`, { staffMember: olga, ...more });
    expect((await keep({ leaving: true })).body).toEqual({
      leaseUntil: now.add({ seconds: 30 }).toString(),
      stands: true,
    });
    at = now.add({ seconds: 29 });
    expect(await next(pavel)).toBeNull();
    expect((await next())?.call.touch).toBe(touch);
    at = now.add({ minutes: 10 });
    expect(await next(pavel)).toBeNull();
    await keep({ leaving: true });
    at = now.add({ minutes: 10, seconds: 30 });
    expect((await next(pavel))?.call.client).toBe(client);
    expect((await keep()).status).toBe(409);
  });

  it("dials through the exchange with the operator's line, and says when it does not answer", async () => {
    await clear();
    await somebody();
    await desk.plan();
    expect((await desk.send("PUT", "/calls/line", { staffMember: olga, line: "204" })).body).toEqual({
      line: "204",
    });
    const touch = (await next())?.call.touch ?? "";
    rung = [];
    const dial = () => desk.send("POST", `/calls/${touch}/dial`, { staffMember: olga });
    expect((await dial()).body).toEqual({ dialled: true });
    const phone = `+7916${number}`;
    expect(rung).toEqual([
      `POST /call?to=${encodeURIComponent(phone)} Bearer secret {"line": "204", "to": "${phone}"}`,
    ]);
    answers = 503;
    expect(await dial()).toMatchObject({ status: 502, body: { code: "not_dialled" } });
    answers = 200;
    expect((await desk.send("POST", `/calls/${touch}/dial`, { staffMember: pavel })).status).toBe(409);
  });

  it("lets nobody dial a client who asked not to be disturbed meanwhile, and a talk that goes on end well", async () => {
    await clear();
    const client = await somebody();
    await desk.plan();
    const screen = (await next()) as CallScreen;
    const { touch } = screen.call;
    const keep = () => desk.send("POST", `/calls/${touch}/keep`, { staffMember: olga });
    expect((await keep()).body).toMatchObject({ stands: true });
    expect((await queue()).stopped).toEqual([]);
    await desk.wish(client);
    expect((await queue()).stopped).toEqual([touch]);
    expect((await queue(pavel)).stopped, "not this operator's").toEqual([]);
    expect(await keep(), "the lease goes on for who is talking").toMatchObject({
      status: 200,
      body: { stands: false },
    });
    rung = [];
    const dialled = await desk.send("POST", `/calls/${touch}/dial`, { staffMember: olga });
    expect(dialled).toMatchObject({ status: 409, body: { code: "wrong_state", field: "touch" } });
    expect(rung).toEqual([]);
    expect((await end(screen, { outcome: "done", words: "Уже говорили" })).status).toBe(200);
    expect(await next()).toBeNull();
  });

  it("shows who is on the phone, what everybody has done today and on which line", async () => {
    await clear();
    await somebody();
    await somebody();
    await desk.plan();
    await end((await next()) as CallScreen, { outcome: "no_answer" });
    at = now.add({ minutes: 2 });
    const screen = await next();
    const operators = async () => {
      const { operators: all, dials } = await get(server, "/api/v1/operators", Operators);
      expect(dials).toBe(true);
      return new Map(all.map((one) => [one.id, one]));
    };
    const [first] = (await operators()).keys();
    expect(first, "who talks comes first").toBe(olga);
    const talking = { talkingSince: at.toString(), lastCallAt: now.toString(), made: 1, talked: 0 };
    expect((await operators()).get(olga)).toMatchObject(talking);
    expect((await operators()).get(pavel)).toMatchObject({ talkingSince: null, lastCallAt: null, made: 0 });
    expect((await desk.send("PUT", `/operators/${pavel}/line`, { line: "207" })).status).toBe(200);
    expect((await operators()).get(pavel)?.line).toBe("207");
    expect((await desk.send("PUT", `/operators/${newId()}/line`, { line: "1" })).status).toBe(404);
    await end(screen as CallScreen, { outcome: "done" });
    expect((await operators()).get(olga)).toMatchObject({ talkingSince: null, made: 2, talked: 1 });
    at = now.add({ hours: 24 });
    expect((await operators()).get(olga)).toMatchObject({ lastCallAt: null, made: 0 });
  });

  it("counts the shift: from dialling to the end of the conversation, whenever it is told", async () => {
    await clear();
    const anna = await staff("Анна");
    await somebody();
    await desk.plan();
    const screen = await next(anna);
    at = now.add({ minutes: 1 });
    await desk.send("POST", `/calls/${screen?.call.touch}/dial`, { staffMember: anna });
    at = now.add({ minutes: 6 });
    const endedAt = now.add({ minutes: 5 }).toString();
    await end(screen as CallScreen, { staffMember: anna, outcome: "done", endedAt });
    expect((await queue(anna)).shift).toEqual({ made: 1, talked: 1, averageSeconds: 240 });
    expect((await queue(pavel)).shift).toMatchObject({ talked: 0, averageSeconds: null });
  });

  it("says why the queue is empty, by rule, and when the first becomes possible", async () => {
    await clear();
    // Half past seven in the evening in Moscow: the night has come in Vladivostok, the day has not begun to end in Moscow.
    const far = await somebody({ zone: "Asia/Vladivostok" });
    const silent = await somebody();
    await desk.wish(silent);
    const promised = await somebody();
    await desk.plan();
    expect(await desk.planned(far)).toMatch(/quiet_hours|planned/);
    const screen = await next();
    expect(screen?.call.client).toBe(promised);
    expect(await queue()).toMatchObject({ talking: 1 });
    await end(screen as CallScreen, {
      outcome: "call_back",
      callBackAt: now.add({ hours: 2 }).toString(),
    });
    at = now.add({ seconds: 5 });
    const { ready, talking, later, held } = await queue();
    expect({ ready, talking }).toEqual({ ready: 0, talking: 0 });
    expect(later).toMatchObject([
      {
        text: "обещали перезвонить позже",
        count: 1,
        first: { at: now.add({ hours: 2 }).toString(), time: "14:20" },
      },
    ]);
    expect(held.map(({ rule, count }) => `${count} ${rule}`).sort()).toEqual([
      "1 do_not_disturb",
      "1 quiet_hours",
    ]);
  });

  it("tells of a promise of today that is kept on our next day: the client's evening is our night", async () => {
    await clear();
    await somebody({ zone: "Europe/Kaliningrad" });
    await desk.plan();
    const screen = await next();
    await sql`update business set zone = 'Asia/Vladivostok'`.execute(desk.db);
    // Six in the evening in Kaliningrad is two at night in Vladivostok, where it is twenty past seven in the evening now.
    const callBackAt = "2026-11-22T16:00:00Z";
    await end(screen as CallScreen, { outcome: "call_back", callBackAt });
    at = now.add({ minutes: 1 });
    const told = await queue();
    await sql`update business set zone = 'Europe/Moscow'`.execute(desk.db);
    expect(told).toMatchObject({
      on: "2026-11-22",
      later: [{ text: "обещали перезвонить позже", first: { day: "2026-11-22", time: "18:00" } }],
    });
  });
});
