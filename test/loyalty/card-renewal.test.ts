/** A lost card gets another number, an expiring one a new life; bonus, deposit and history stay whole. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { sql } from "../../src/database/sql.ts";
import { parseDay, type EpochDay } from "../../src/kernel/calendar.ts";
import { newId } from "../../src/kernel/ids.ts";
import { kopecks } from "../../src/kernel/money.ts";
import { bookPurchase } from "../../src/loyalty/actions/book-purchase.ts";
import { presentCard } from "../../src/loyalty/actions/present-card.ts";
import { readCard } from "../../src/loyalty/actions/read-card.ts";
import { replaceCard } from "../../src/loyalty/actions/replace-card.ts";
import { sellCard } from "../../src/loyalty/actions/sell-card.ts";
import { verifyLedger } from "../../src/loyalty/actions/verify-ledger.ts";
import { takeNumber } from "../../src/loyalty/store/number-ranges.ts";
import { changeNumber } from "../../src/loyalty/store/renewals.ts";
import { lockTillCard } from "../../src/loyalty/store/till-card.ts";
import { onEveryEngine, onPostgres } from "../support/database.ts";
import { importRows } from "./base.ts";
import { newOffice, openDesk, type Answer, type Desk } from "./desk-base.ts";
import { addStaff, newClient, standingClock } from "./till-base.ts";

const till = {
  presentations: {},
  purchases: { price: "100.00" },
  quotes: { price: "100.00" },
  "top-ups": { amount: "1.00" },
};

onEveryEngine("a card that is lost or expires", (database) => {
  const clock = standingClock("2026-01-31");
  let desk: Desk;
  let office: string;
  let staffMember: string;
  let client: string;
  let card: string;
  let purchase: string;

  beforeAll(async () => {
    const { db } = database();
    desk = await openDesk(db, clock);
    office = await newOffice(db);
    staffMember = await addStaff(db, "desk");
    await desk.addRange({ office, from: "1", to: "500" });
  });
  afterAll(() => desk.server.close());
  /** On the card: a bonus of 485.00, a deposit of 50.00. */
  beforeEach(async () => {
    clock.set("2026-01-31");
    client = await newClient(database().db);
    card = String((await desk.post("", { client, office, price: "450.00", staffMember }))["card"]);
    purchase = String((await desk.post(`/${card}/purchases`, { price: "10000.00" }))["purchase"]);
    await desk.post(`/${card}/top-ups`, { amount: "50.00" });
  });
  const read = (number = card) => desk.get(`/${number}`);
  const renew = (to: string, more: object = {}, number = card) =>
    desk.post(`/${number}/renewal`, { to, staffMember, ...more });
  const refusals = async (number: string, code: string) => {
    for (const [path, body] of Object.entries(till))
      expect(await desk.post(`/${number}/${path}`, body)).toMatchObject({
        status: 409,
        code,
        field: "number",
      });
  };
  const wholeOn = (number: string): Answer => ({ card: number, client, balance: "485.00", deposit: "50.00" });

  it("goes by another number at once, with all that is on it", async () => {
    const lost = `/${card}/replacement`;
    const key = newId();
    const answer = await desk.post(lost, { office, staffMember }, key);
    expect(answer).toMatchObject({
      status: 200,
      state: "active",
      expiresOn: "2029-01-31",
      ...wholeOn(String(answer["card"])),
    });
    expect(answer["card"]).not.toBe(card);
    expect(await desk.post(lost, { office, staffMember }, key)).toEqual(answer);
    expect(await desk.post(lost, { office }, key)).toMatchObject({ code: "idempotency_conflict" });
    await refusals(card, "card_replaced");
    for (const path of ["replacement", "renewal", "block"])
      expect(await desk.post(`/${card}/${path}`, { to: "asked" })).toMatchObject({ code: "card_replaced" });
    expect(await read()).toMatchObject({ status: 200, card, state: "replaced" });
    expect(JSON.stringify(await read())).not.toContain(String(answer["card"]));
    expect(await desk.get(`/${card}/qr`)).toMatchObject({ status: 409, code: "card_replaced" });
    const number = String(answer["card"]);
    expect(await desk.post(`/${number}/purchases`, { price: "485.00", redeem: "200.00" })).toMatchObject({
      redeemed: "200.00",
    });
    const { rows } = await sql<{ price: bigint; sold_by_id: string; sold_at_office_id: string }>`
      select price, sold_by_id, sold_at_office_id from card where number = ${number}`.execute(database().db);
    expect(rows).toEqual([{ price: 45000n, sold_by_id: staffMember, sold_at_office_id: office }]);
    await verifyLedger(database().db);
  });

  it("answers a till that repeats what it did by the old number, and gives its money back", async () => {
    const key = newId();
    const bought = await desk.post(`/${card}/purchases`, { price: "100.00" }, key);
    const { card: number } = await desk.post(`/${card}/replacement`, {});
    expect(await desk.post(`/${card}/purchases`, { price: "100.00" }, key)).toEqual(bought);
    const refund = await desk.post(`/${card}/refunds`, { purchase });
    expect(refund).toMatchObject({ status: 200, earned: "485.00", card: { card, state: "replaced" } });
    expect(await read(String(number))).toMatchObject({ balance: "4.85" });
    await verifyLedger(database().db);
  });

  it("is no longer blocked: what was blocked is the lost one", async () => {
    await desk.post(`/${card}/block`, {});
    const { card: number } = await desk.post(`/${card}/replacement`, { office });
    expect(await read(String(number))).toMatchObject({ state: "active" });
    await refusals(card, "card_replaced");
  });

  it("takes a printed number when it is replaced, not somebody's", async () => {
    const { card: other } = await desk.post("", { client, office });
    expect(await desk.post(`/${card}/replacement`, { office, number: other })).toMatchObject({
      code: "number_taken",
    });
    expect(await desk.post(`/${card}/replacement`, { number: "7700000000000001" })).toMatchObject({
      field: "number",
    });
    expect(await desk.post(`/${card}/replacement`, { office: newId() })).toMatchObject({ field: "office" });
    expect(await read()).toMatchObject({ state: "active" });
  });

  it("works through the day it expires on and not a day longer, unless a renewal is open", async () => {
    clock.set("2029-01-31");
    await desk.post(`/${card}/presentations`, {});
    expect(await read()).toMatchObject({ state: "active" });
    clock.set("2029-02-01");
    expect(await read()).toMatchObject({ state: "expired" });
    await refusals(card, "card_expired");
    for (const [path, body] of Object.entries({ presentations: {}, purchases: { price: "1.00" } }))
      expect(await desk.post(`/${card}/${path}`, { ...body, on: "2029-01-31" })).toMatchObject({
        status: 200,
      });
    expect(await desk.post(`/${card}/refunds`, { purchase })).toMatchObject({ status: 200 });
    await renew("asked");
    expect(await read()).toMatchObject({ state: "active" });
    for (const [path, body] of Object.entries(till))
      expect(await desk.post(`/${card}/${path}`, body)).toMatchObject({ status: 200 });
    await renew("cancelled");
    await refusals(card, "card_expired");
    await verifyLedger(database().db);
  });

  it("is renewed step by step; the old number dies when the new one is handed out", async () => {
    clock.set("2026-06-30");
    const asked = await renew("asked");
    expect(asked).toMatchObject({ status: 200, state: "asked", number: null, card: { state: "active" } });
    expect(await renew("office_chosen", { office })).toMatchObject({ state: "office_chosen", office });
    const made = await renew("made");
    const number = String(made["number"]);
    expect(made).toMatchObject({ state: "made", card: { card, expiresOn: "2029-01-31" } });
    expect(await read(number)).toMatchObject({ card: number, state: "waiting" });
    await refusals(number, "card_waiting");
    const found = { ...wholeOn(card), asked: { number, state: "waiting" }, renewal: { state: "made" } };
    expect(await desk.get(`?qr=${number}`)).toMatchObject({ cards: [found] });
    expect(await desk.post(`/${card}/presentations`, {})).toMatchObject({ status: 200 });
    await renew("arrived", {}, number);
    clock.set("2026-07-02");
    const key = newId();
    const handedOut = await desk.post(`/${number}/renewal`, { to: "handed_out", staffMember }, key);
    expect(handedOut).toMatchObject({
      state: "handed_out",
      since: "2026-07-02",
      card: { ...wholeOn(number), state: "active", expiresOn: "2029-07-02" },
    });
    expect(await desk.post(`/${number}/renewal`, { to: "handed_out", staffMember }, key)).toEqual(handedOut);
    await refusals(card, "card_replaced");
    expect(await desk.get(`?number=${card}`)).toMatchObject({
      cards: [
        { card: number, asked: { number: card, state: "replaced", until: "2026-07-02" }, renewal: null },
      ],
    });
    expect(
      await desk.post(`/${number}/purchases`, { price: "400.00", redeem: "100.00", on: "2026-06-30" }),
    ).toMatchObject({ status: 200 });
    const { moves } = await desk.get(`/${number}/renewal`);
    expect(moves).toMatchObject([
      { to: "asked", at: "2026-06-30T09:00:00Z", office: null, staffMember },
      { to: "office_chosen", office, staffMember },
      { to: "made", office },
      { to: "arrived" },
      { to: "handed_out", at: "2026-07-02T09:00:00Z", staffMember },
    ]);
    await verifyLedger(database().db);
  });

  it("takes one step at a time, and another renewal after one that has ended", async () => {
    expect(await desk.get(`/${card}/renewal`)).toMatchObject({ status: 404, code: "not_found" });
    for (const to of ["office_chosen", "made", "arrived", "handed_out", "cancelled"])
      expect(await renew(to, to === "office_chosen" ? { office } : {})).toMatchObject({
        status: 409,
        code: "wrong_state",
      });
    expect(await renew("asked", { office })).toMatchObject({
      state: "office_chosen",
      moves: [{ to: "asked" }, { to: "office_chosen" }],
    });
    for (const to of ["asked", "arrived", "handed_out"])
      expect(await renew(to)).toMatchObject({ status: 409, code: "wrong_state", field: "to" });
    expect(await renew("office_chosen")).toMatchObject({ status: 400, field: "office" });
    expect(await renew("made", { staffMember: newId() })).toMatchObject({
      status: 400,
      field: "staffMember",
    });
    const { number } = await renew("made");
    expect(await renew("cancelled")).toMatchObject({ state: "cancelled", card: { card, state: "active" } });
    await refusals(String(number), "card_replaced");
    expect(await renew("asked")).toMatchObject({ state: "asked", number: null });
    await desk.post(`/${card}/block`, {});
    await renew("office_chosen", { office });
    await renew("made");
    await renew("arrived");
    expect(await renew("handed_out")).toMatchObject({ code: "card_blocked" });
    const { card: third } = await desk.post(`/${card}/replacement`, {});
    expect(await renew("handed_out", {}, String(third))).toMatchObject({
      card: { ...wholeOn(""), card: expect.anything(), state: "active" },
    });
    await refusals(String(third), "card_replaced");
  });

  it("keeps its new life when an earlier purchase of an imported base comes to light", async () => {
    const { db } = database();
    const bought = (on: string) => ({
      client: `imported ${card}`,
      on: parseDay(on) as EpochDay,
      amount: kopecks(10_000n),
      line: 2,
    });
    await importRows(db, [bought("2024-03-01")]);
    const cards = () =>
      sql<{ number: string; sold: string; expires: string }>`
      select number, sold_on::text as sold, expires_on::text as expires from card
      join client on client.id = card.client_id where external_id = ${`imported ${card}`}`.execute(db);
    const number = String((await cards()).rows[0]?.number);
    await renew("asked", { office }, number);
    for (const to of ["made", "arrived", "handed_out"]) await renew(to, {}, number);
    await importRows(db, [bought("2024-01-15")]);
    expect((await cards()).rows).toMatchObject([{ sold: "2024-01-15", expires: "2029-01-31" }]);
  });

  it("is found by its owner's phone as people write it", async () => {
    const { db } = database();
    const phone = `+7912${card.slice(-7)}`;
    await sql`update client set given_name = 'Анна', family_name = 'Котова' where id = ${client}`.execute(db);
    await sql`insert into contact_address values ('phone', ${phone}, ${client})`.execute(db);
    const found = { cards: [{ ...wholeOn(card), owner: "Котова Анна", asked: null }] };
    const local = phone.slice(2);
    for (const written of [phone, `8${local}`, `7 (${local.slice(0, 3)}) ${local.slice(3)}`, local])
      expect(await desk.get(`?phone=${encodeURIComponent(written)}`)).toMatchObject(found);
    expect(await desk.get(`?number=${card.replace(/(.{4})/g, "$1%20")}`)).toMatchObject(found);
    expect(await desk.get("?phone=89990000000")).toMatchObject({ status: 200, cards: [] });
    expect(await desk.get("?number=7700000000000001")).toMatchObject({ cards: [] });
    for (const [query, field] of [
      ["", "number"],
      [`?number=${card}&qr=${card}`, "number"],
      ["?phone=7", "phone"],
      ["?qr=x", "qr"],
    ])
      expect(await desk.get(String(query))).toMatchObject({ status: 400, field });
  });
});

onPostgres("a card replaced while tills use it", 16, (database) => {
  it("takes nothing by the old number once the new one is there", async () => {
    const { db } = database();
    const at = { db, clock: standingClock("2026-01-31") };
    for (let round = 0; round < 5; round++) {
      const { card } = await sellCard(at, { key: newId(), input: { client: await newClient(db) } });
      const bought = Array.from({ length: 12 }, (_, i) =>
        bookPurchase(at, {
          number: card,
          key: newId(),
          input: { price: "100.00", bearer: i % 2 === 0 ? "owner" : "unnamed" },
        }),
      );
      const replaced = replaceCard(at, { number: card, key: newId(), input: {} });
      const ends = await Promise.allSettled(bought);
      const won = ends.filter(({ status }) => status === "fulfilled").length;
      for (const end of ends)
        if (end.status === "rejected") expect(end.reason).toMatchObject({ code: "card_replaced" });
      const state = await readCard(at, (await replaced).card);
      expect(Number(state.balance)).toBeCloseTo(4.85 * won, 2);
    }
    await verifyLedger(db);
  });

  it("refuses a till that waited for the card while it was replaced", async () => {
    const { db } = database();
    const at = { db, clock: standingClock("2026-01-31") };
    const { card, client } = await sellCard(at, { key: newId(), input: { client: await newClient(db) } });
    let presented: Promise<unknown> = Promise.resolve();
    await db.transaction().execute(async (trx) => {
      const locked = await lockTillCard(trx, card);
      const owner = { clientId: client, cardId: locked?.cardId ?? "" };
      await takeNumber(trx, "7700000000000020", owner);
      const nowhere = { officeId: null, staffMemberId: null, expiresOn: null };
      await changeNumber(trx, owner, { number: "7700000000000020", on: "2026-01-31", ...nowhere });
      presented = presentCard(at, { number: card, key: newId(), input: {} });
      presented.catch(() => undefined);
      for (let waiting = false; !waiting;) {
        const { rows } = await sql`
          select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
          db,
        );
        waiting = rows.length > 0;
      }
    });
    await expect(presented).rejects.toMatchObject({ code: "card_replaced" });
  });
});
