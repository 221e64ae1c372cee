import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { sql } from "../../src/database/sql.ts";
import { verifyLedger } from "../../src/loyalty/actions/verify-ledger.ts";
import { createServer } from "../../src/http/server.ts";
import { newId } from "../../src/kernel/ids.ts";
import { createLog } from "../../src/kernel/log.ts";
import { onEveryEngine } from "../support/database.ts";
import { addStaff, newClient, standingClock } from "./till-base.ts";
import { asProgram } from "../support/as-program.ts";

type Answer = Record<string, unknown>;

onEveryEngine("a card at the till", (database) => {
  const clock = standingClock("2026-01-31");
  let server: FastifyInstance;
  let card: string;
  let manager: string;
  let operator: string;

  const post = async (path: string, body: object, key: string = newId()) => {
    const response = await server.inject({
      method: "POST",
      url: `/api/v1/cards${path}`,
      headers: { "idempotency-key": key },
      payload: body,
    });
    return { status: response.statusCode, ...response.json<Answer>() } as Answer;
  };
  const read = async (number = card) =>
    (await server.inject(`/api/v1/cards/${number}`)).json<Record<string, unknown>>();
  const buy = (body: object, key?: string) => post(`/${card}/purchases`, body, key);

  beforeAll(async () => {
    const { db } = database();
    server = await asProgram(db, await createServer({ db, clock, log: createLog("silent") }));
    manager = await addStaff(db, "manager");
    operator = await addStaff(db, "operator");
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    clock.set("2026-01-31");
    const sold = await post("", { client: await newClient(database().db) });
    card = String(sold["card"]);
  });

  it("is sold for three years, presented by its sale", async () => {
    expect(await read()).toMatchObject({
      state: "active",
      soldOn: "2026-01-31",
      expiresOn: "2029-01-31",
      validThrough: "2026-07-31",
    });
  });

  it("is quoted a purchase and books it", async () => {
    const first = { price: "10000.00" };
    const quote = await post(`/${card}/quotes`, first);
    const figures = {
      discount: "300.00",
      due: "9700.00",
      redeemed: "0.00",
      paid: "9700.00",
      earned: "485.00",
    };
    expect(quote).toMatchObject({ ...figures, redeemable: "0.00", validThrough: "2026-07-31" });
    expect(await read()).toMatchObject({ balance: "0.00" });
    const booked = await buy(first, String(quote["idempotencyKey"]));
    expect(booked).toMatchObject({ ...figures, card: { balance: "485.00", burnsOn: "2026-08-01" } });
    const second = await buy({ price: "1000.00", redeem: "485.00", on: "2026-01-31" });
    expect(second).toMatchObject({ redeemed: "485.00", paid: "485.00", earned: "24.25" });
    expect(await read()).toMatchObject({ balance: "24.25", deposit: "0.00" });
    await verifyLedger(database().db);
  });

  it("gives the same answer to the same command and refuses another one with its key", async () => {
    const key = newId();
    const answer = await buy({ price: "100.00", bearer: "owner" }, key);
    clock.set("2026-02-03");
    expect(await buy({ bearer: "owner", price: "100.00" }, key)).toEqual(answer);
    expect(await read()).toMatchObject({ balance: "4.85", lastPresentedOn: "2026-01-31" });
    for (const [path, body] of [
      ["purchases", { price: "100.01" }],
      ["presentations", {}],
    ] as const)
      expect(await post(`/${card}/${path}`, body, key)).toMatchObject({
        status: 409,
        code: "idempotency_conflict",
      });
    const unnamed = await server.inject({ method: "POST", url: `/api/v1/cards/${card}/block`, payload: {} });
    expect(unnamed.json()).toMatchObject({ status: 400, code: "bad_input", field: "idempotency-key" });
  });

  it("spends nothing on the day after the last valid one, whether or not a job has run", async () => {
    await buy({ price: "10000.00" });
    clock.set("2026-07-31");
    expect(await read()).toMatchObject({ balance: "485.00" });
    clock.set("2026-08-01");
    expect(await read()).toMatchObject({ balance: "0.00" });
    expect(await buy({ price: "100.00", redeem: "0.01" })).toMatchObject({
      status: 409,
      code: "insufficient_bonus",
    });
    expect(await buy({ price: "100.00", redeem: "48.50", on: "2026-07-31" })).toMatchObject({
      redeemed: "48.50",
    });
    expect(await read()).toMatchObject({ balance: "438.92", validThrough: "2027-01-31" });
    await verifyLedger(database().db);
  });

  it("brings a burned bonus back when a presentation comes late", async () => {
    await buy({ price: "10000.00" });
    clock.set("2026-08-01");
    await post(`/${card}/top-ups`, { amount: "50.00" });
    expect(await read()).toMatchObject({ balance: "0.00", deposit: "50.00" });
    const late = await post(`/${card}/presentations`, { on: "2026-05-05", bearer: "unnamed" });
    expect(late).toMatchObject({
      balance: "485.00",
      validThrough: "2026-11-05",
      lastPresentedOn: "2026-05-05",
    });
    const { rows } = await sql<{ kind: string }>`
      select p.kind from posting p join card_number n on n.card_id = p.card_id
      where n.number = ${card} and p.kind in ('burned', 'restored') order by p.id`.execute(database().db);
    expect(rows.map(({ kind }) => kind)).toEqual(["burned", "restored"]);
    await verifyLedger(database().db);
  });

  it("pays the deposit out to its owner, in part and whole, never more than is there", async () => {
    await post(`/${card}/top-ups`, { amount: "300.00" });
    expect(await post(`/${card}/payouts`, { amount: "300.01" })).toMatchObject({
      code: "insufficient_deposit",
    });
    expect(await post(`/${card}/payouts`, { amount: "100.00" })).toMatchObject({ deposit: "200.00" });
    await post(`/${card}/block`, {});
    expect(await post(`/${card}/payouts`, {})).toMatchObject({ deposit: "0.00", balance: "0.00" });
    expect(await post(`/${card}/payouts`, {})).toMatchObject({ status: 400, field: "amount" });
    await verifyLedger(database().db);
  });

  it("takes back a purchase in part and in full, once", async () => {
    await buy({ price: "10000.00" });
    await post(`/${card}/top-ups`, { amount: "300.00" });
    const { purchase } = await buy({ price: "1000.00", redeem: "485.00", deposit: "300.00" });
    expect(await buy({ price: "1000.00", deposit: "0.01" })).toMatchObject({ code: "insufficient_deposit" });
    const half = { purchase, price: "500.00" };
    const shares = { redeemed: "242.50", earned: "12.12", deposit: "150.00", cash: "92.50" };
    expect(await post(`/${card}/refunds`, half)).toMatchObject({ ...shares, card: { balance: "254.63" } });
    expect(await post(`/${card}/refunds`, { purchase })).toMatchObject({ ...shares, earned: "12.13" });
    expect(await post(`/${card}/refunds`, { purchase })).toMatchObject({ price: "0.00", redeemed: "0.00" });
    expect(await post(`/${card}/refunds`, half)).toMatchObject({ status: 400, field: "price" });
    expect(await read()).toMatchObject({
      balance: "485.00",
      deposit: "300.00",
      lastPresentedOn: "2026-01-31",
    });
    await verifyLedger(database().db);
  });

  it("owes what was earned and spent, and pays the debt from later purchases", async () => {
    const { purchase } = await buy({ price: "10000.00" });
    await buy({ price: "10000.00", redeem: "485.00" });
    await post(`/${card}/refunds`, { purchase });
    expect(await read()).toMatchObject({ balance: "-24.25" });
    expect(await buy({ price: "100.00", redeem: "0.01" })).toMatchObject({ code: "insufficient_bonus" });
    clock.set("2026-12-01");
    expect(await read()).toMatchObject({ balance: "-24.25" });
    await buy({ price: "1000.00" });
    expect(await read()).toMatchObject({ balance: "24.25" });
    await verifyLedger(database().db);
  });

  it("gives a refunded bonus back with the validity it would have had", async () => {
    await buy({ price: "10000.00" });
    const { purchase } = await buy({ price: "1000.00", redeem: "485.00" });
    clock.set("2026-08-01");
    await buy({ price: "100.00" });
    const refund = await post(`/${card}/refunds`, { purchase });
    expect(refund).toMatchObject({ redeemed: "485.00", earned: "24.25", card: { balance: "4.85" } });
    await verifyLedger(database().db);
  });

  it("changes a bonus by hand with a reason, for whoever may", async () => {
    const adjust = (amount: string, staffMember: string) =>
      post(`/${card}/adjustments`, { amount, reason: "an apology", staffMember });
    expect(await adjust("100.00", operator)).toMatchObject({ status: 403, code: "not_allowed" });
    expect(await adjust("100.00", manager)).toMatchObject({ status: 200, balance: "100.00" });
    expect(await adjust("-100.01", manager)).toMatchObject({ status: 409, code: "insufficient_bonus" });
    expect(await adjust("-60.00", manager)).toMatchObject({ balance: "40.00" });
    clock.set("2026-08-01");
    expect(await adjust("1.00", manager)).toMatchObject({ status: 400, field: "amount" });
    await verifyLedger(database().db);
  });

  it("is refused everywhere once blocked, except that money goes back", async () => {
    const { purchase } = await buy({ price: "100.00" });
    expect(await post(`/${card}/block`, {})).toMatchObject({ status: 200, state: "blocked" });
    expect(await post(`/${card}/block`, {})).toMatchObject({ status: 200, state: "blocked" });
    for (const path of ["presentations", "purchases", "quotes", "top-ups"]) {
      const refused = await post(`/${card}/${path}`, { price: "1.00", amount: "1.00" });
      expect(refused).toMatchObject({ status: 409, code: "card_blocked" });
    }
    expect(await post(`/${card}/refunds`, { purchase })).toMatchObject({ cash: "97.00" });
  });

  it.each([
    [{ price: "100" }, "price"],
    [{ price: "-1.00" }, "price"],
    [{ price: "1.00", on: "2026-02-01" }, "on"],
    [{ price: "1.00", on: "2026-01-30" }, "on"],
    [{ price: "1.00", deposit: "0.98" }, "deposit"],
    [{ price: "1.00", office: "00000000-0000-7000-8000-000000000000" }, "office"],
    [{ price: "1.00", bearer: "client" }, "bearerClient"],
    [{ price: "1.00", bearer: "client", bearerClient: "00000000-0000-7000-8000-000000000000" }, "client"],
  ])("names what is wrong with %o", async (body, field) => {
    expect(await buy(body)).toMatchObject({ field });
    expect(await read()).toMatchObject({ balance: "0.00" });
  });

  it("knows no card that is not there", async () => {
    card = "7700000000000001";
    expect(await read()).toMatchObject({ status: 404, code: "not_found" });
    expect(await buy({ price: "1.00" })).toMatchObject({ status: 404, code: "not_found" });
  });
});
