/** What a conversation leaves behind: every outcome as facts, once, and what is planned judged by them at once. */
import type { FastifyInstance } from "fastify";
import type { Static } from "typebox";
import { Value } from "typebox/value";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Complaints, NextCall, OutcomeRecorded, type ClaimedCall } from "../../src/calls/contract.ts";
import { giveBackAbandoned, takeCall } from "../../src/calls/actions/take-call.ts";
import { forgetCalendarDay, setCalendarDay } from "../../src/business/actions/keep-calendar.ts";
import { sql } from "../../src/database/sql.ts";
import { newId } from "../../src/kernel/ids.ts";
import { planDay } from "../../src/planning/actions/plan-day.ts";
import { replanClients } from "../../src/planning/actions/replan-clients.ts";
import { Desk } from "../clients/desk.ts";
import { get, now, openServer } from "../http/server.ts";
import { onEveryEngine, onPostgres } from "../support/database.ts";

onEveryEngine("a conversation", (database) => {
  let server: FastifyInstance;
  let desk: Desk;
  let olga: string;
  let pavel: string;
  let number = 9_000_000;

  beforeAll(async () => {
    server = await openServer(database());
    desk = new Desk(server, database().db);
    await desk.open();
    olga = await staff("Ольга");
    pavel = await staff("Павел");
  });
  afterAll(() => server.close());

  async function staff(name: string): Promise<string> {
    const id = newId();
    await sql`insert into staff_member (id, name, role) values (${id}, ${name}, 'operator')`.execute(desk.db);
    return id;
  }

  /** Somebody with a birthday today whom nobody but the test calls. */
  async function somebody(more: Parameters<Desk["client"]>[1] = {}): Promise<string> {
    await sql`update call set outcome = 'given_back', ended_at = claimed_at where outcome is null`.execute(
      desk.db,
    );
    await sql`update client set birthday_month = null, birthday_day = null`.execute(desk.db);
    await sql`delete from touch where state <> 'done'`.execute(desk.db);
    const client = await desk.client([{ kind: "phone", value: `+7916${++number}` }], more);
    await desk.plan();
    return client;
  }

  async function claim(staffMember = olga): Promise<ClaimedCall | null> {
    const { status, body } = await desk.send("POST", "/calls/claim?lang=ru", { staffMember });
    expect(status, JSON.stringify(body)).toBe(200);
    expect([...Value.Errors(NextCall, body)]).toEqual([]);
    return (body as Static<typeof NextCall>).call;
  }

  async function taken(client: string): Promise<ClaimedCall> {
    const call = await claim();
    if (call?.client !== client) throw new Error(`expected a call to ${client}, got ${JSON.stringify(call)}`);
    return call;
  }

  async function end(
    call: ClaimedCall,
    outcome: Record<string, unknown>,
    key: string = newId(),
  ): Promise<Static<typeof OutcomeRecorded>> {
    const { status, body } = await desk.send(
      "POST",
      `/calls/${call.touch}/outcome`,
      { staffMember: olga, ...outcome },
      { "idempotency-key": key },
    );
    expect(status, JSON.stringify(body)).toBe(200);
    expect([...Value.Errors(OutcomeRecorded, body)]).toEqual([]);
    return body as Static<typeof OutcomeRecorded>;
  }

  const moves = async (touch: string) =>
    (
      await sql<{ move: string }>`
        select from_state || ' → ' || to_state || ': ' || cause as move from touch_move
        where touch_id = ${touch}::uuid and cause <> 'planned_again' order by at, to_state`.execute(desk.db)
    ).rows.map(({ move }) => move);

  it("is had by one operator: the same one gets it again, another gets nothing, given back it is free", async () => {
    const client = await somebody();
    const call = await taken(client);
    expect(call).toMatchObject({ name: "Анна", chain: "birthday", purpose: "greeting", attempt: 1 });
    expect((await claim())?.id).toBe(call.id);
    expect(await claim(pavel)).toBeNull();
    expect(await desk.planned(client)).toBe("claimed call");
    const kept = await desk.send("POST", `/calls/${call.touch}/keep`, { staffMember: olga });
    expect(kept.body).toEqual({ leaseUntil: now.add({ minutes: 15 }).toString(), stands: true });
    expect(await desk.send("POST", `/calls/${call.touch}/keep`, { staffMember: pavel })).toMatchObject({
      status: 409,
      body: { code: "wrong_state" },
    });
    await desk.send("POST", `/calls/${call.touch}/give-back`, { staffMember: olga });
    expect(await desk.planned(client)).toBe("planned call");
    expect((await claim(pavel))?.client).toBe(client);
    await desk.send("POST", `/calls/${call.touch}/give-back`, { staffMember: pavel });
    expect((await moves(call.touch)).slice(0, 2)).toEqual([
      "planned → claimed: taken",
      "planned → claimed: taken",
    ]);
  });

  it("ends once: the same key answers the same, another content is refused, a second end too", async () => {
    const client = await somebody();
    const call = await taken(client);
    const key = newId();
    const first = await end(call, { outcome: "done", words: "спасибо" }, key);
    expect(await end(call, { outcome: "done", words: "спасибо" }, key)).toEqual(first);
    const url = `/calls/${call.touch}/outcome`;
    const other = { outcome: "no_answer", staffMember: olga };
    expect(await desk.send("POST", url, other, { "idempotency-key": key })).toMatchObject({
      body: { code: "idempotency_conflict" },
    });
    expect(await desk.send("POST", url, other)).toMatchObject({ body: { code: "wrong_state" } });
    expect(await desk.planned(client)).toBe("done call");
    expect(await moves(call.touch)).toEqual(["planned → claimed: taken", "claimed → done: done"]);
  });

  it("takes nothing that does not fit together", async () => {
    const call = await taken(await somebody());
    const refused = async (outcome: Record<string, unknown>) =>
      (await desk.send("POST", `/calls/${call.touch}/outcome`, { staffMember: olga, ...outcome })).body[
        "field"
      ];
    expect(await refused({ outcome: "complaint" })).toBe("words");
    expect(await refused({ outcome: "call_back" })).toBe("callBackAt");
    expect(await refused({ outcome: "call_back", callBackAt: "2026-11-22T09:00:00Z" })).toBe("callBackAt");
    expect(await refused({ outcome: "no_answer", review: { verdict: "good" } })).toBe("outcome");
    expect(await refused({ outcome: "done", wish: { scope: "everything" } })).toBe("wish");
    expect(await refused({ outcome: "hung_up" })).toBe("outcome");
    expect(await refused({ outcome: "done", staffMember: newId() })).toBe("staffMember");
    await end(call, { outcome: "done" });
  });

  it("silences whoever says so, in the client's words", async () => {
    const client = await somebody();
    await end(await taken(client), { outcome: "do_not_disturb", words: "больше не звоните" });
    const { wishes } = await desk.profile(client);
    expect(wishes).toMatchObject([{ scope: "everything", words: "больше не звоните", recordedBy: "Ольга" }]);
    const yearLater = Temporal.PlainDate.from("2027-11-22");
    await desk.plan(yearLater);
    expect(await desk.planned(client, yearLater)).toBe("refused by do_not_disturb");
  });

  it("fills the profile, reviews the trip, plans the next one and opens a complaint where the trip was bad", async () => {
    const client = await somebody();
    const left = await end(await taken(client), {
      outcome: "done",
      words: "в целом недовольна",
      facts: { familyName: "Котова", tags: ["море"] },
      review: { verdict: "bad", score: 3, liked: ["море"], disliked: ["трансфер ждали три часа"] },
      plannedTrip: {
        startsOn: "2027-06-01",
        precision: "season",
        destination: "Карелия",
        companions: "с детьми",
      },
    });
    const profile = await desk.profile(client);
    expect(profile).toMatchObject({ familyName: "Котова", tags: ["море"] });
    const { rows: reviews } = await sql`
      select verdict, score, disliked from trip_review where client_id = ${client}::uuid`.execute(desk.db);
    expect(reviews).toEqual([{ verdict: "bad", score: 3, disliked: ["трансфер ждали три часа"] }]);
    const { rows: trips } = await sql`
      select id, destination, precision, state from planned_trip where client_id = ${client}::uuid`.execute(
      desk.db,
    );
    expect(trips).toEqual([
      { id: left.plannedTrip, destination: "Карелия", precision: "season", state: "expected" },
    ]);
    const { complaints } = await get(server, "/api/v1/complaints", Complaints);
    expect(complaints.filter((one) => one.client === client)).toMatchObject([
      { id: left.complaint, name: "Котова Анна", openedBy: "Ольга", closedAt: null },
    ]);
    const closed = await desk.send("POST", `/complaints/${left.complaint}/close`, {
      words: "вернули деньги",
    });
    expect(closed.body).toMatchObject({ closedBy: "API", closingWords: "вернули деньги" });
    const after = await get(server, "/api/v1/complaints?state=closed", Complaints);
    expect(after.complaints.map(({ id }) => id)).toContain(left.complaint);
  });

  it("a season begins with its first month, and a trip lies ahead", async () => {
    const call = await taken(await somebody());
    const trip = async (startsOn: string, precision: string) =>
      desk.send("POST", `/calls/${call.touch}/outcome`, {
        staffMember: olga,
        outcome: "done",
        plannedTrip: { startsOn, precision, destination: "Сочи" },
      });
    const field = "plannedTrip.startsOn";
    expect((await trip("2027-07-01", "season")).body).toMatchObject({ code: "bad_input", field });
    expect((await trip("2027-07-02", "month")).body).toMatchObject({ field });
    expect((await trip("2026-11-01", "day")).body).toMatchObject({ field });
    expect((await trip("2026-08-01", "month")).body).toMatchObject({ field });
    expect((await trip("2026-11-01", "month")).status).toBe(200);
  });

  it("opens a complaint at the desk once for one key", async () => {
    const client = await somebody();
    const key = { "idempotency-key": newId() };
    const first = await desk.send("POST", `/clients/${client}/complaints`, { words: "нагрубили" }, key);
    const again = await desk.send("POST", `/clients/${client}/complaints`, { words: "нагрубили" }, key);
    expect(first).toMatchObject({ status: 200, body: { words: "нагрубили", office: null } });
    expect(again.body).toEqual(first.body);
    expect(await desk.send("POST", `/complaints/${newId()}/close`, { words: "-" })).toMatchObject({
      status: 404,
    });
  });

  it("is promised for another day: the same touch, its keeper's first, and nothing else of its reason meanwhile", async () => {
    const client = await somebody();
    const call = await taken(client);
    const field = async (callBackAt: string) =>
      (
        await desk.send("POST", `/calls/${call.touch}/outcome`, {
          staffMember: olga,
          outcome: "call_back",
          callBackAt,
        })
      ).body["field"];
    expect(await field("2026-11-24T19:30:00Z")).toBe("callBackAt");
    const promised = "2026-11-24T08:00:00Z";
    const { touch } = await end(call, { outcome: "call_back", callBackAt: promised });
    const stands = async () =>
      (
        await sql<{ on: string; state: string; at: string }>`
          select on_day::text as on, state, call_back_at::text as at from touch where client_id = ${client}::uuid
          order by on_day`.execute(desk.db)
      ).rows;
    const promise = [{ on: "2026-11-24", state: "queued", at: "2026-11-24 08:00:00+00" }];
    expect(await stands()).toEqual(promise);
    await desk.plan();
    await desk.plan(Temporal.PlainDate.from("2026-11-24"));
    expect(await stands()).toEqual(promise);
    const later = (at: string) => ({
      db: desk.db,
      clock: { now: () => Temporal.Instant.from(at) },
      replan: replanClients,
    });
    expect(await takeCall(later("2026-11-24T07:59:00Z"), { staffMember: olga })).toBeUndefined();
    expect(await takeCall(later("2026-11-24T08:05:00Z"), { staffMember: pavel })).toBeUndefined();
    const kept = await takeCall(later("2026-11-24T08:05:00Z"), { staffMember: olga });
    expect(kept).toMatchObject({ client, touch, callBackAt: Temporal.Instant.from(promised) });
    await desk.send("POST", `/calls/${touch}/give-back`, { staffMember: olga });
    expect(await stands()).toEqual(promise);
    expect((await takeCall(later("2026-11-24T08:15:00Z"), { staffMember: pavel }))?.client).toBe(client);
    await desk.send("POST", `/calls/${touch}/give-back`, { staffMember: pavel });
    await desk.wish(client);
    expect(await stands()).toMatchObject([{ state: "refused" }]);
  });

  it("is promised within the hours of the business's own calendar: on a holiday later, on a Saturday that is worked earlier", async () => {
    const call = await taken(await somebody());
    const stored = { ru: "День", en: "Day" };
    await setCalendarDay(desk.db, Temporal.PlainDate.from("2026-11-25"), { kind: "holiday", name: stored });
    await setCalendarDay(desk.db, Temporal.PlainDate.from("2026-11-28"), { kind: "working", name: stored });
    const field = async (callBackAt: string) => {
      const told = { staffMember: olga, outcome: "call_back", callBackAt };
      return (await desk.send("POST", `/calls/${call.touch}/outcome`, told)).body["field"] ?? "taken";
    };
    // Wednesday the 25th is nobody's working day, Saturday the 28th is: by Moscow 8:30, and 20:30.
    for (const at of ["2026-11-25T05:30:00Z", "2026-11-25T17:30:00Z", "2026-11-28T04:30:00Z"])
      expect(await field(at), at).toBe("callBackAt");
    expect(await field("2026-11-28T05:30:00Z")).toBe("taken");
    for (const on of ["2026-11-25", "2026-11-28"])
      await forgetCalendarDay(desk.db, Temporal.PlainDate.from(on));
  });

  it("that is promised has the day's place, also while facts are judged anew: other reasons are told in it", async () => {
    const client = await somebody();
    const { touch } = await end(await taken(client), {
      outcome: "call_back",
      callBackAt: "2026-11-24T12:00:00Z",
    });
    await sql`insert into dealing (client_id, id, kind, happened_on, returns_on, price)
      values (${client}::uuid, gen_random_uuid(), 'trip', '2026-10-01', '2026-11-21', 100)`.execute(desk.db);
    const at = Temporal.Instant.from("2026-11-24T08:00:00Z");
    const stands = async () =>
      (
        await sql`select chain, state, taken_along_by as "toldIn" from touch where client_id = ${client}::uuid
          and on_day = '2026-11-24' order by chain`.execute(desk.db)
      ).rows;
    const together = [
      { chain: "after-trip", state: "held", toldIn: touch },
      { chain: "birthday", state: "queued", toldIn: null },
    ];
    await planDay(desk.db, { on: Temporal.PlainDate.from("2026-11-24"), at });
    expect(await stands()).toEqual(together);
    await desk.db.transaction().execute((trx) => replanClients(trx, { clients: [client], at }));
    expect(await stands()).toEqual(together);
    expect(await takeCall({ db: desk.db, clock: { now: () => at } }, { staffMember: olga })).toBeUndefined();
  });

  it("that is promised west of us, for an hour of tomorrow's here, is not over before", async () => {
    const client = await somebody({ zone: "Europe/Kaliningrad" });
    const call = await taken(client);
    await sql`update business set zone = 'Asia/Kamchatka'`.execute(desk.db);
    const callBackAt = "2026-11-24T17:00:00Z";
    await end(call, { outcome: "call_back", callBackAt });
    // A quarter past midnight in Kamchatka, where the 25th has begun.
    const at = Temporal.Instant.from("2026-11-24T12:15:00Z");
    await planDay(desk.db, { on: Temporal.PlainDate.from("2026-11-25"), at });
    const promised = { db: desk.db, clock: { now: () => Temporal.Instant.from(callBackAt) } };
    const claimed = await takeCall(promised, { staffMember: olga });
    await sql`update business set zone = 'Europe/Moscow'`.execute(desk.db);
    expect(claimed).toMatchObject({ client });
  });

  it("of a chain that was paused or retired a moment ago is not given to anybody, a promised one is", async () => {
    const client = await somebody();
    await desk.send("PUT", "/chains/birthday/pause");
    expect(await claim()).toBeNull();
    await desk.send("DELETE", "/chains/birthday/pause");
    const call = await taken(client);
    await end(call, { outcome: "call_back", callBackAt: now.add({ hours: 1 }).toString() });
    await desk.send("DELETE", "/chains/birthday/live");
    const later = { db: desk.db, clock: { now: () => now.add({ minutes: 61 }) } };
    expect(await takeCall(later, { staffMember: olga })).toMatchObject({ client, touch: call.touch });
    await desk.send("PUT", "/packs/travel/chains/birthday/live");
  });

  it("that nobody answers comes again at its distance, and to a wrong number never", async () => {
    const client = await somebody();
    const call = await taken(client);
    await end(call, { outcome: "no_answer" });
    expect(await desk.planned(client)).toBe("planned call");
    expect(await claim()).toBeNull();
    const { rows } = await sql<{ at: string }>`
      select not_before::text as at from touch where client_id = ${client}::uuid`.execute(desk.db);
    expect(rows).toEqual([{ at: now.add({ hours: 3 }).toString().replace("T", " ").replace("Z", "+00") }]);
    expect(await moves(call.touch)).toEqual(["planned → claimed: taken", "claimed → no_answer: no_answer"]);

    const wrong = await somebody();
    await end(await taken(wrong), { outcome: "wrong_number" });
    expect(await desk.planned(wrong)).toBe("refused by no_contact_point");
    expect((await desk.profile(wrong)).contactPoints).toMatchObject([{ state: "wrong" }]);
  });

  it("settles the reasons that were told in it as well", async () => {
    const client = await somebody({ birthday: { month: 1, day: 1 } });
    await sql`insert into dealing (client_id, id, kind, happened_on, returns_on, price)
      select ${client}::uuid, gen_random_uuid(), 'trip', '2026-10-01', '2026-11-19', price
      from (values (100), (200)) as trip (price)`.execute(desk.db);
    await desk.plan();
    const call = await taken(client);
    expect(call.takenAlong).toMatchObject([{ chain: "after-trip", purpose: "care" }]);
    await end(call, { outcome: "done" });
    const { rows } = await sql`
      select state, decided_by from touch where client_id = ${client}::uuid order by worth desc`.execute(
      desk.db,
    );
    expect(rows).toEqual([
      { state: "done", decided_by: null },
      { state: "done", decided_by: "taken_along" },
    ]);
  });

  it("goes back when its lease is over, and the late truth still counts", async () => {
    const client = await somebody();
    const call = await taken(client);
    expect(await giveBackAbandoned(desk.db, now.add({ minutes: 14 }))).toBe(0);
    expect(await giveBackAbandoned(desk.db, now.add({ minutes: 15 }))).toBe(1);
    expect(await desk.planned(client)).toBe("planned call");
    await end(call, { outcome: "done" });
    expect(await desk.planned(client)).toBe("done call");
  });
});

onPostgres("operators at once", 8, (database) => {
  it("never get the same person", async () => {
    const server = await openServer(database());
    const desk = new Desk(server, database().db);
    await desk.open();
    const clients: string[] = [];
    for (let i = 0; i < 12; i++)
      clients.push(await desk.client([{ kind: "phone", value: `+7915${8_000_000 + i}` }]));
    await desk.plan();
    const operators = Array.from({ length: 16 }, () => newId());
    for (const id of operators)
      await sql`insert into staff_member (id, name, role) values (${id}, 'O', 'operator')`.execute(desk.db);
    const clientDesk = { db: desk.db, clock: { now: () => now }, replan: replanClients };
    const calls = await Promise.all(operators.map((staffMember) => takeCall(clientDesk, { staffMember })));
    const called = calls.flatMap((call) => (call ? [call.client] : []));
    expect(called.length).toBe(12);
    expect(new Set(called)).toEqual(new Set(clients));
    await server.close();
  });
});
