/** A step moves on to its next channel when a message was not delivered in so many hours; one is on its way at a time. */
import { beforeEach, expect, it } from "vitest";
import { sql } from "../../src/database/sql.ts";
import { onEveryEngine } from "../support/database.ts";
import { followUp, switchOn } from "./follow-up.ts";
import { SmallBase } from "./small-base.ts";

const chain = "follow-up";
const yaml = followUp
  .replace(/ {2}- \{ code: second.*\n/, "")
  .replace("window: P3D", "window: P5D")
  .replace("[email]", "[{ channel: email, moveOn: { undeliveredHours: 6 } }, call]");

onEveryEngine("a letter that is not delivered", (database) => {
  let base: SmallBase;
  let client: string;
  let key: string;
  beforeEach(async () => {
    base = new SmallBase(database().db);
    await base.reset();
    await sql`update chain_version set state = 'retired' where state = 'live'`.execute(base.db);
    await switchOn(base.db, yaml);
    client = await base.client();
    await base.trip(client, "2026-11-18");
    const { rows } = await sql<{ id: string }>`select id from dealing where client_id = ${client}`.execute(
      base.db,
    );
    key = `returned:${rows[0]?.id}`;
  });
  const intent = async (on: string, outcome: string | null, claimedAt: string) => {
    await sql`
      insert into intent (client_id, touch_id, message_id, address, claimed_by, claimed_at, lease_until, outcome, outcome_at)
      values (${client}, touch_id(${client}::uuid, ${chain}, 'first', ${key}, ${on}::text::date), ${`<${on}>`}, 'a@example.org', 'w',
        ${claimedAt}::text::timestamptz, ${claimedAt}::text::timestamptz, ${outcome}::text,
        case when ${outcome}::text is not null then ${claimedAt}::text::timestamptz end)`.execute(base.db);
  };
  const made = (on: string, state: string) => base.made(client, on, { chain, step: "first", key, state });
  const ending = async (at: string) => {
    const plan = await base.plan(at.slice(0, 10), at);
    return plan.touches.length === 0 ? "nothing" : plan.ending(client);
  };

  it("and of which nobody knows is waited for, then followed by a call on another day", async () => {
    await made("2026-11-19", "unknown");
    await intent("2026-11-19", "unknown", "2026-11-20T04:30:00Z");
    expect(await ending("2026-11-20T10:00:00Z")).toBe("nothing");
    expect(await ending("2026-11-20T10:30:00Z")).toBe("planned call");
    expect(await ending("2026-11-20T11:00:00Z")).toBe("planned call");
    await sql`update touch set state = 'done' where state = 'planned'`.execute(base.db);
    expect(await ending("2026-11-21T11:00:00Z")).toBe("nothing");
  });

  it("and that a server took is not followed by anything", async () => {
    await made("2026-11-19", "sent");
    await intent("2026-11-19", "sent", "2026-11-19T10:00:00Z");
    expect(await ending("2026-11-21T11:00:00Z")).toBe("nothing");
  });

  it("and that the server puts off goes over to a call the same day, and stays there", async () => {
    expect(await ending("2026-11-19T08:00:00Z")).toBe("planned email");
    const letter = sql`touch_id(${client}::uuid, ${chain}, 'first', ${key}, '2026-11-19')`;
    await sql`insert into touch_move (client_id, touch_id, at, from_state, to_state, cause)
      values (${client}, ${letter}, '2026-11-19T08:10:00Z', 'planned', 'claimed', 'released')`.execute(
      base.db,
    );
    await sql`update touch set postponed_until = '2026-11-19T08:11:00Z' where id = ${letter}`.execute(
      base.db,
    );
    expect(await ending("2026-11-19T14:00:00Z")).toBe("planned email");
    expect(await ending("2026-11-19T14:15:00Z")).toBe("planned call");
    expect(await ending("2026-11-19T14:30:00Z")).toBe("planned call");
    await sql`update touch set state = 'lapsed' where id = ${letter}`.execute(base.db);
    expect(await ending("2026-11-20T09:00:00Z")).toBe("planned call");
  });

  it("waits for as long as it takes where the step says nothing of hours", async () => {
    await switchOn(base.db, yaml.replace("{ channel: email, moveOn: { undeliveredHours: 6 } }", "email"));
    await made("2026-11-19", "unknown");
    await intent("2026-11-19", "unknown", "2026-11-19T10:00:00Z");
    expect(await ending("2026-11-21T11:00:00Z")).toBe("nothing");
  });
});
