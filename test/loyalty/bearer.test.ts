/** Who showed the card: the owner, a known client, somebody we meet now, or nobody named. */
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { openDatabase } from "../../src/database/database.ts";
import { sql } from "../../src/database/sql.ts";
import { newId } from "../../src/kernel/ids.ts";
import { presentCard } from "../../src/loyalty/actions/present-card.ts";
import { sellCard } from "../../src/loyalty/actions/sell-card.ts";
import { createPostgres, onEveryEngine } from "../support/database.ts";
import { SmallBase } from "../planning/small-base.ts";
import { newOffice, openDesk, type Answer, type Desk } from "./desk-base.ts";
import { newClient, standingClock } from "./till-base.ts";

onEveryEngine("the bearer of a card", (database) => {
  const clock = standingClock("2026-11-16");
  let desk: Desk;
  let base: SmallBase;
  let owner: string;
  let card: string;
  beforeAll(async () => {
    desk = await openDesk(database().db, clock);
  });
  afterAll(() => desk.server.close());
  beforeEach(async () => {
    base = new SmallBase(database().db);
    await base.reset();
    owner = await newClient(database().db);
    card = String((await desk.post("", { client: owner }))["card"]);
  });
  const present = (body: object, key?: string) => desk.post(`/${card}/presentations`, body, key);
  const bearers = async () => {
    const { rows } = await sql<{ bearer: string; client: string | null }>`
      select bearer, bearer_client_id as client from presentation where client_id = ${owner} order by id`.execute(
      database().db,
    );
    return rows;
  };
  const clientPage = async (id: string) =>
    (await desk.server.inject(`/api/v1/clients/${id}`)).json<{ profile: Answer }>().profile;

  it("becomes a client, with contact points and the evidence of consent, once", async () => {
    const office = await newOffice(database().db);
    const bearerNew = {
      givenName: " Анна ",
      familyName: "Котова",
      phone: "8 (912) 345-67-89",
      email: "Anna@Example.com",
      consent: {
        wordingVersion: "2026-01",
        given: [{ purpose: "contact" }, { purpose: "advertising", channel: "email" }],
      },
    };
    const key = newId();
    const answer = await present({ office, bearerNew }, key);
    expect(answer).toMatchObject({ status: 200, card });
    expect(await present({ office, bearerNew }, key)).toEqual(answer);
    expect(
      await desk.post(`/${card}/purchases`, { price: "100.00", bearer: "client", bearerNew }),
    ).toMatchObject({ earned: "4.85" });
    const [first, second, ...others] = await bearers();
    expect(others).toEqual([]);
    expect(first).toMatchObject({ bearer: "client", client: expect.any(String) });
    expect(second).toEqual(first);
    const evidence = { given: true, how: "till", at: "2026-11-16T09:00:00Z", wordingVersion: "2026-01" };
    expect(await clientPage(String(first?.client))).toMatchObject({
      name: "Котова Анна",
      homeOffice: { id: office },
      createdOn: "2026-11-16",
      language: "ru",
      contactPoints: [
        { kind: "phone", value: "+79123456789", state: "unverified", since: "2026-11-16" },
        { kind: "email", value: "anna@example.com", state: "unverified" },
      ],
      consents: [
        { purpose: "contact", channel: "any", ...evidence },
        { purpose: "advertising", channel: "email", ...evidence },
      ],
    });
    const { rows } = await sql`select value from contact_address order by kind`.execute(database().db);
    expect(rows).toEqual([{ value: "anna@example.com" }, { value: "+79123456789" }]);
  });

  it("is whoever has the phone already; of several, whoever has the name", async () => {
    const [mother, daughter] = [await newClient(database().db), await newClient(database().db)];
    const phone = "+79120000001";
    for (const [id, name] of [
      [mother, "Елена"],
      [daughter, "Алёна"],
    ]) {
      await sql`update client set given_name = ${name} where id = ${id}`.execute(database().db);
      await sql`insert into contact_address values ('phone', ${phone}, ${id})`.execute(database().db);
    }
    await present({ bearerNew: { givenName: "Алена", phone: "9120000001" } });
    await present({ bearerNew: { givenName: "Лена", phone } });
    await sql`insert into contact_address values ('phone', '+79120000002', ${owner})`.execute(database().db);
    await present({ bearerNew: { givenName: "Пётр", phone: "+7 912 000 00 02" } });
    await present({ bearer: "unnamed" });
    expect(await bearers()).toEqual([
      { bearer: "client", client: daughter },
      { bearer: "client", client: [mother, daughter].sort()[0] },
      { bearer: "owner", client: null },
      { bearer: "unnamed", client: null },
    ]);
  });

  it("is silent from the start where the phone asked not to be disturbed", async () => {
    await base.silencedAddress("phone", "+79160000001");
    const consent = { wordingVersion: "1", given: [{ purpose: "contact" }, { purpose: "advertising" }] };
    await present({ bearerNew: { givenName: "Анна", phone: "8-916-000-00-01", consent } });
    await present({ bearerNew: { givenName: "Вера", phone: "8-916-000-00-02", consent } });
    await sql`update client set birthday_month = 11, birthday_day = 18 where given_name in ('Анна', 'Вера')`.execute(
      database().db,
    );
    const plan = await base.plan("2026-11-18");
    const [silent, other] = (await bearers()).map(({ client }) => String(client));
    expect(plan.ending(silent ?? "")).toBe("refused by do_not_disturb");
    expect(plan.ending(other ?? "")).toBe("planned call");
  });

  it.each([
    [{ bearerNew: { givenName: "Анна", phone: "12" } }, "bearerNew.phone"],
    [{ bearerNew: { givenName: "Анна", email: "anna" } }, "bearerNew.email"],
    [{ bearerNew: { givenName: " " } }, "bearerNew.givenName"],
    [
      { bearerNew: { givenName: "Анна", consent: { wordingVersion: "1", given: [] } } },
      "bearerNew.consent.given",
    ],
    [
      {
        bearerNew: {
          givenName: "Анна",
          consent: { wordingVersion: "1", given: [{ purpose: "contact" }], at: "2026-11-17T00:00:00Z" },
        },
      },
      "bearerNew.consent.at",
    ],
    [{ bearer: "owner", bearerNew: { givenName: "Анна" } }, "bearerClient"],
    [
      {
        bearer: "client",
        bearerClient: "00000000-0000-7000-8000-000000000000",
        bearerNew: { givenName: "Анна" },
      },
      "bearerClient",
    ],
  ])("is named in full or not at all: %o", async (body, field) => {
    expect(await present(body)).toMatchObject({ status: 400, code: "bad_input", field });
    expect(await bearers()).toEqual([]);
  });
});

describe.skipIf(!inject("postgresUrl"))("one stranger at eight tills", () => {
  it("becomes one client", async () => {
    const postgres = await createPostgres();
    const { db, close } = await openDatabase({ engine: "postgres", url: postgres.url, connections: 8 });
    try {
      const till = { db, clock: standingClock("2026-11-16") };
      await Promise.all(
        Array.from({ length: 8 }, async () => {
          const { card } = await sellCard(till, { key: newId(), input: { client: await newClient(db) } });
          const input = { bearerNew: { givenName: "Анна", phone: "+79120000009" } };
          await presentCard(till, { number: card, key: newId(), input });
        }),
      );
      const { rows } = await sql`select distinct bearer_client_id from presentation`.execute(db);
      expect(rows).toHaveLength(1);
    } finally {
      await close();
      await postgres.drop();
    }
  });
});
