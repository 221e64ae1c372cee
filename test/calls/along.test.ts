/** What becomes of the reasons a call was to take along, where there was no conversation. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { ClaimedCall } from "../../src/calls/contract.ts";
import { sql } from "../../src/database/sql.ts";
import { newId } from "../../src/kernel/ids.ts";
import { planDay } from "../../src/planning/actions/plan-day.ts";
import { Explanation } from "../../src/reports/client-contract.ts";
import { Desk, today } from "../clients/desk.ts";
import { get, now, openServer } from "../http/server.ts";
import { onEveryEngine } from "../support/database.ts";

onEveryEngine("reasons that a call takes along", (database) => {
  let desk: Desk;
  let client: string;
  let call: ClaimedCall;
  const [olga, pavel] = [newId(), newId()];
  beforeAll(async () => {
    desk = new Desk(await openServer(database()), database().db);
    await desk.open();
    for (const id of [olga, pavel])
      await sql`insert into staff_member (id, name, role) values (${id}, 'O', 'operator')`.execute(desk.db);
  });
  afterAll(() => desk.server.close());

  let number = 6_000_000;
  /** Back from a trip, and means to go on the next one in sixty days: one call for both, which an operator has. */
  beforeEach(async () => {
    await sql`delete from touch`.execute(desk.db);
    const contacts = [
      { kind: "phone" as const, value: `+7918${++number}` },
      { kind: "email" as const, value: `n${number}@example.org` },
    ];
    client = await desk.client(contacts, { birthday: { month: 1, day: 1 } });
    const trip = { kind: "trip", on: "2026-10-01", departsOn: "2026-11-09", returnsOn: "2026-11-19" };
    await desk.send("POST", `/clients/${client}/dealings`, trip);
    const next = { startsOn: "2027-01-21", precision: "day", destination: "Сочи" };
    await desk.send("POST", `/clients/${client}/planned-trips`, next);
    const taken = await claim(olga);
    if (taken?.chain !== "after-trip" || taken.takenAlong[0]?.chain !== "next-trip")
      throw new Error(`expected one call for both, got ${JSON.stringify(taken)}`);
    call = taken;
  });

  async function claim(staffMember: string): Promise<ClaimedCall | null> {
    const { body } = await desk.send("POST", "/calls/claim?lang=ru", { staffMember });
    return body["call"] as ClaimedCall | null;
  }
  async function end(outcome: object): Promise<void> {
    const { status, body } = await desk.send("POST", `/calls/${call.touch}/outcome`, {
      staffMember: olga,
      ...outcome,
    });
    expect(status, JSON.stringify(body)).toBe(200);
  }
  async function plan(on = today): Promise<string[]> {
    const { rows } = await sql<{ stands: string }>`
      select concat_ws(' ', chain, state, channel, decided_by) as stands from touch
      where client_id = ${client}::uuid and on_day = ${on.toString()}::text::date order by chain`.execute(
      desk.db,
    );
    return rows.map(({ stands }) => stands);
  }
  /** The day's plan as it is made on its morning. */
  async function planIn(days: number): Promise<string[]> {
    const on = today.add({ days });
    await planDay(desk.db, { on, at: now.add({ hours: 24 * days }).subtract({ hours: 3 }) });
    return plan(on);
  }

  it("wait for another day with it where nobody answers, and are no reason to call or to write a minute later", async () => {
    await end({ outcome: "no_answer" });
    expect(await plan()).toEqual(["after-trip held call attempts", "next-trip held call attempts"]);
    expect(await claim(pavel)).toBeNull();
    const { touches } = await get(desk.server, `/api/v1/clients/${client}/explain?lang=ru`, Explanation);
    const said = touches.map(({ chain, verdicts }) => [
      chain,
      verdicts.find(({ rule }) => rule === "attempts")?.text,
    ]);
    expect(Object.fromEntries(said)).toEqual({
      "after-trip": "1 звонок без ответа. Следующий с 23 ноября, 10:00.",
      "next-trip":
        "Недавно звонили по другому поводу или обещали позвонить. Следующий звонок с 23 ноября, 10:00.",
    });
    expect(await planIn(1)).toEqual(["after-trip planned call", "next-trip held call one_a_day"]);
  });

  it("wait for the day on which the client asked to be called", async () => {
    await end({ outcome: "call_back", callBackAt: "2026-11-24T08:00:00Z" });
    expect(await plan()).toEqual(["next-trip held call attempts"]);
    expect(await claim(pavel)).toBeNull();
    expect(await planIn(1)).toEqual(["next-trip held call attempts"]);
    expect(await planIn(2)).toEqual(["after-trip queued call", "next-trip held call one_a_day"]);
  });

  it("are told by themselves where the call's own reason goes", async () => {
    await desk.send("POST", `/calls/${call.touch}/give-back`, { staffMember: olga });
    const { dealings } = (await desk.server.inject(`/api/v1/clients/${client}/dealings`)).json<{
      dealings: { id: string }[];
    }>();
    await desk.send("DELETE", `/clients/${client}/dealings/${dealings[0]?.id}`);
    expect(await plan()).toEqual(["after-trip withdrawn call withdrawn", "next-trip planned call"]);
    expect(await claim(pavel)).toMatchObject({ chain: "next-trip", client });
    await desk.send("POST", `/calls/${(await claim(pavel))?.touch}/give-back`, { staffMember: pavel });
  });
});
