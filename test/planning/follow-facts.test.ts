/** What a till books, and what becomes of a card, moves the plan of that client at once, and of nobody else. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { installPack } from "../../src/chains/actions/install-pack.ts";
import { sql } from "../../src/database/sql.ts";
import { followFacts, fromNowOn, type FactsPlace } from "../../src/planning/actions/follow-facts.ts";
import { giveGrace } from "../../src/loyalty/actions/give-grace.ts";
import { newId } from "../../src/kernel/ids.ts";
import { newOffice, openDesk, type Desk } from "../loyalty/desk-base.ts";
import { addStaff, standingClock } from "../loyalty/till-base.ts";
import { onEveryEngine } from "../support/database.ts";
import { day, SmallBase } from "./small-base.ts";

onEveryEngine("facts that move the plan", (database) => {
  const clock = standingClock("2026-01-31");
  let base: SmallBase;
  let desk: Desk;
  let client: string;
  let card: string;
  let office: string;
  let place: FactsPlace;

  const follow = async (): Promise<number> => {
    const followed = await followFacts({ db: base.db, clock }, place);
    place = followed.place;
    return followed.judged;
  };
  const ending = async () => (await base.planned("2026-06-30")).ending(client);

  beforeAll(async () => {
    base = new SmallBase(database().db);
    desk = await openDesk(base.db, clock);
  });
  afterAll(() => desk.server.close());
  /** 485.00 on a card burn on 1 August: the call of a month before is planned for 30 June. */
  beforeEach(async () => {
    await base.reset();
    clock.set("2026-01-31");
    office = await newOffice(base.db);
    const staffMember = await addStaff(base.db, "desk");
    client = await base.client();
    card = String((await desk.post("", { client, office, price: "450.00", staffMember }))["card"]);
    await desk.post(`/${card}/purchases`, { price: "10000.00" });
    clock.set("2026-06-30");
    await base.plan("2026-06-30", clock.now().toString());
    place = fromNowOn(clock);
  });

  it("a card that is presented takes its reminder out of the plan, once", async () => {
    await follow();
    await desk.post(`/${card}/presentations`, {});
    expect(await ending()).toBe("planned call");
    expect(await follow()).toBe(1);
    expect(await ending()).toBe("withdrawn by withdrawn");
    expect(await follow()).toBe(0);
  });

  it("a call that waits for an operator is withdrawn too", async () => {
    await follow();
    await sql`update touch set state = 'queued' where client_id = ${client}`.execute(base.db);
    await desk.post(`/${card}/purchases`, { price: "500.00" });
    expect(await follow()).toBe(1);
    expect(await ending()).toBe("withdrawn by withdrawn");
  });

  it.each([
    ["blocked", "withdrawn by withdrawn", () => desk.post(`/${card}/block`, {})],
    [
      "given grace",
      "withdrawn by withdrawn",
      async () => {
        const staffMember = await addStaff(base.db, "owner");
        return desk.post(`/${card}/grace-periods`, { through: "2026-10-31", reason: "ремонт", staffMember });
      },
    ],
    ["lost, and got another number", "planned call", () => desk.post(`/${card}/replacement`, {})],
  ])("a card that is %s moves the plan at once", async (_, after, happens) => {
    await follow();
    const answer = await happens();
    expect(answer["status"], JSON.stringify(answer)).toBe(200);
    expect(await follow()).toBe(1);
    expect(await ending()).toBe(after);
    const number = String(answer["card"]);
    const { rows } = await sql<{ number: string }>`
      select facts ->> 'number' as number from touch where client_id = ${client}`.execute(base.db);
    if (after === "planned call") expect(rows).toEqual([{ number }]);
    expect(await follow()).toBe(0);
  });

  it("a renewed card takes the question where to hand it out away, and is told of when it lies there", async () => {
    await installPack(base.db, "travel", clock.now(), ["card-expiry", "card-ready"]);
    await sql`update card set expires_on = '2026-07-30', valid_through = '2027-01-31' where number = ${card}`.execute(
      base.db,
    );
    await base.plan("2026-06-30", clock.now().toString());
    const touches = async () =>
      (await base.planned("2026-06-30")).touches.map(({ chain, state }) => `${chain} ${state}`).sort();
    const move = async (to: object) =>
      expect(await desk.post(`/${card}/renewal`, to)).toMatchObject({ status: 200 });
    place = fromNowOn(clock);
    await follow();
    expect(await touches()).toContain("card-expiry planned");
    await move({ to: "asked", office });
    expect(await follow()).toBe(1);
    expect(await touches()).toContain("card-expiry withdrawn");
    await move({ to: "made" });
    await move({ to: "arrived" });
    expect(await follow()).toBe(1);
    expect(await touches()).toContain("card-ready planned");
    expect(await follow()).toBe(0);
  });

  it("whoever has nothing planned is not judged", async () => {
    await follow();
    await sql`delete from touch`.execute(base.db);
    await desk.post(`/${card}/presentations`, {});
    expect(await follow()).toBe(0);
    expect((await base.planned(day("2026-06-30").toString())).touches).toEqual([]);
  });

  // The last: what is given to many is never deleted, and keeps whoever gave it.
  it("of cards that are given grace by the office those whose burn was to be told of are judged at once", async () => {
    await follow();
    const staffMember = await addStaff(base.db, "owner");
    const input = { office, through: "2026-10-31", reason: "ремонт", staffMember };
    expect((await giveGrace({ db: base.db, clock }, { key: newId(), input })).cards).toBe(1);
    expect(await follow()).toBe(1);
    expect(await ending()).toBe("withdrawn by withdrawn");
    expect(await follow()).toBe(0);
  });
});
