/** What a till books moves the plan of that client at once, and of nobody else. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { sql } from "../../src/database/sql.ts";
import { followFacts, fromNowOn, type FactsPlace } from "../../src/planning/actions/follow-facts.ts";
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
    const office = await newOffice(base.db);
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

  it("whoever has nothing planned is not judged", async () => {
    await follow();
    await sql`delete from touch`.execute(base.db);
    await desk.post(`/${card}/presentations`, {});
    expect(await follow()).toBe(0);
    expect((await base.planned(day("2026-06-30").toString())).touches).toEqual([]);
  });
});
