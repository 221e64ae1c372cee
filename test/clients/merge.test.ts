import { afterAll, beforeAll, expect, it } from "vitest";
import { Changes } from "../../src/clients/change-contract.ts";
import { FoundClients } from "../../src/clients/contract.ts";
import { sql } from "../../src/database/sql.ts";
import { parseDay, type EpochDay } from "../../src/kernel/calendar.ts";
import { newId } from "../../src/kernel/ids.ts";
import type { Kopecks } from "../../src/kernel/money.ts";
import { verifyLedger } from "../../src/loyalty/actions/verify-ledger.ts";
import { ledgerTotals } from "../../src/loyalty/store/ledger.ts";
import { ClientPage, Timeline } from "../../src/reports/client-contract.ts";
import { onEveryEngine } from "../support/database.ts";
import { get, openServer } from "../http/server.ts";
import { importRows } from "../loyalty/base.ts";
import { addStaff } from "../loyalty/till-base.ts";
import { Desk } from "./desk.ts";

onEveryEngine("two records of one person", (database) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = new Desk(await openServer(database()), database().db);
  });
  afterAll(() => desk.server.close());

  let last = 0;
  const phone = (value = `+7916${String(3_000_000 + ++last)}`) => ({ kind: "phone" as const, value });
  const merge = (survivor: string, other: string, key = newId()) =>
    desk.change("POST", `/clients/${survivor}/merge`, { other }, { "idempotency-key": key });
  const unmerge = (survivor: string, other: string) =>
    desk.change("POST", `/clients/${survivor}/unmerge`, { other });
  const page = (client: string) => get(desk.server, `/api/v1/clients/${client}`, ClientPage);
  const timeline = (client: string) => get(desk.server, `/api/v1/clients/${client}/timeline`, Timeline);

  async function card(client: string, price = "10000.00"): Promise<string> {
    const sold = await desk.send("POST", "/cards", { client });
    expect(sold.status, JSON.stringify(sold.body)).toBe(200);
    const number = String(sold.body["card"]);
    await buy(number, price);
    return number;
  }
  async function buy(number: string, price = "10000.00"): Promise<Record<string, unknown>> {
    const bought = await desk.send("POST", `/cards/${number}/purchases`, { price });
    expect(bought.status, JSON.stringify(bought.body)).toBe(200);
    return bought.body;
  }

  it("are one in what is known, with its history, and two again as they were", async () => {
    const shared = phone();
    const staffMember = await addStaff(desk.db, "operator");
    const a = await desk.client([shared], { familyName: "Абрикосова", tags: ["vip"] });
    const b = await desk.client([shared, phone()], {
      familyName: "Абрикосова",
      patronymic: "Ивановна",
      zone: "Asia/Omsk",
      tags: ["море"],
      externalId: "crm-1",
    });
    const friend = await desk.client([phone()], { familyName: "Друг" });
    await desk.change("POST", `/clients/${b}/relations`, { kind: "family", other: friend, words: "муж" });
    await desk.change("POST", `/clients/${b}/relations`, { kind: "family", other: a });
    const before = [await page(a), await page(b), await page(friend)];
    const { profile } = await desk.change("POST", `/clients/${a}/merge`, { other: b, staffMember });
    expect(profile).toMatchObject({
      patronymic: "Ивановна",
      zone: "Asia/Omsk",
      tags: ["vip", "море"],
      relations: [{ kind: "family", other: { id: friend }, words: "муж" }],
    });
    expect(profile.contactPoints).toHaveLength(2);
    expect((await page(a)).mergedFrom).toMatchObject([{ id: b, externalId: "crm-1", by: "A. B." }]);
    expect((await desk.profile(friend)).relations).toMatchObject([{ other: { id: a } }]);
    const { changes } = await get(desk.server, `/api/v1/clients/${a}/changes`, Changes);
    expect(changes.map(({ field }) => field)).toEqual(
      expect.arrayContaining(["merge", "patronymic", "zone", "tags", "contactPoint"]),
    );
    expect(changes.find(({ field }) => field === "merge")).toMatchObject({
      staffMember: { id: staffMember },
      after: { client: b, name: "Абрикосова Анна Ивановна" },
    });
    const url = `/api/v1/clients?find=${encodeURIComponent("Абрикосова")}`;
    expect((await get(desk.server, url, FoundClients)).clients.map(({ id }) => id)).toEqual([a]);
    await unmerge(a, b);
    expect([await page(a), await page(b), await page(friend)]).toEqual(before);
  });

  it("are reached by both extensions of one number, and each by its own again", async () => {
    const { value } = phone();
    const withExtension = (extension: string) => [
      { kind: "phone" as const, value: `${value} доб. ${extension}` },
    ];
    const extensions = async (client: string) =>
      (await desk.profile(client)).contactPoints.map(({ extension }) => extension);
    const a = await desk.client(withExtension("12"));
    const b = await desk.client(withExtension("34"));
    const c = await desk.client([{ kind: "phone", value }]);
    await merge(a, b);
    expect(await extensions(a)).toEqual(["12, 34"]);
    const { changes } = await get(desk.server, `/api/v1/clients/${a}/changes`, Changes);
    expect(changes.find(({ field, before }) => field === "contactPoint" && before !== null)).toMatchObject({
      before: { extension: "12" },
      after: { extension: "12, 34" },
    });
    await unmerge(a, b);
    expect([await extensions(a), await extensions(b)]).toEqual([["12"], ["34"]]);
    await merge(c, b);
    expect(await extensions(c)).toEqual(["34"]);
    await unmerge(c, b);
    expect([await extensions(b), await extensions(c)]).toEqual([["34"], [null]]);
    await merge(a, b);
    const [point] = (await desk.profile(a)).contactPoints;
    await desk.change("PATCH", `/clients/${a}/contact-points/${point?.id}`, { value: `${value} доб. 56` });
    await unmerge(a, b);
    expect([await extensions(a), await extensions(b)]).toEqual([["56"], ["34"]]);
  });

  it("answer for each other: the merged one's id names the survivor, its outside id is the survivor", async () => {
    const a = await desk.client([phone()]);
    const b = await desk.client([phone()], { externalId: "crm-2" });
    await merge(a, b);
    for (const path of ["", "/timeline", "/changes", "/consents", "/explain"]) {
      const response = await desk.server.inject(`/api/v1/clients/${b}${path}`);
      expect(response.statusCode, path).toBe(409);
      expect(response.json()).toMatchObject({ code: "client_merged", survivor: a });
      expect(response.headers["location"]).toBe(`/api/v1/clients/${a}`);
    }
    expect(await desk.send("PATCH", `/clients/${b}`, { zone: null })).toMatchObject({
      status: 409,
      body: { code: "client_merged", survivor: a },
    });
    const rows = { clients: [{ externalId: "crm-2", familyName: "Из CRM" }] };
    const { body } = await desk.send("PUT", "/clients", rows);
    expect(body).toMatchObject({ clients: [{ id: a, outcome: "changed" }] });
    expect((await desk.profile(a)).familyName).toBe("Из CRM");
  });

  it("keep every card, its number, its money and its date; the ledger balances all along", async () => {
    const a = await desk.client([phone()]);
    const b = await desk.client([phone()]);
    const [own, other] = [await card(a), await card(b)];
    const bought = await buy(other, "2000.00");
    const total = await ledgerTotals(desk.db);
    await merge(a, b);
    expect(await ledgerTotals(desk.db)).toEqual(total);
    const { cards } = await page(a);
    expect(cards.map(({ number }) => number).sort()).toEqual([own, other].sort());
    for (const { whyThisDate, balance } of cards) {
      expect(whyThisDate).not.toBe("");
      expect(Number(balance)).toBeGreaterThan(0);
    }
    expect(
      await desk.send("POST", `/cards/${other}/refunds`, { purchase: bought["purchase"] }),
    ).toMatchObject({ status: 200 });
    const statement = await desk.server.inject(`/api/v1/cards/${other}/statements/2026-11`);
    expect(statement.statusCode).toBe(200);
    const entries = (await timeline(a)).entries.filter(({ kind }) => kind === "dealing");
    expect(entries).toHaveLength(3);
    const found = await desk.server.inject(`/api/v1/cards?number=${other}`);
    expect(found.json()).toMatchObject({ cards: [{ owner: "Анна" }] });
    for (const number of [own, other]) {
      const { clients } = await get(desk.server, `/api/v1/clients?find=${number}`, FoundClients);
      expect(clients.map(({ id }) => id)).toEqual([a]);
    }
    await buy(other);
    await verifyLedger(desk.db);
    await unmerge(a, b);
    await verifyLedger(desk.db);
    expect((await page(b)).cards).toMatchObject([{ number: other }]);
    expect((await page(a)).cards).toMatchObject([{ number: own }]);
    expect((await timeline(b)).entries.filter(({ kind }) => kind === "dealing")).toHaveLength(3);
  });

  it("merge in a chain, the same twice, the other way round, and come apart one by one", async () => {
    const [a, b, c] = [
      await desk.client([phone()], { familyName: "Первая" }),
      await desk.client([phone()], { familyName: "Вторая" }),
      await desk.client([phone()], { familyName: "Третья" }),
    ];
    const number = await card(a);
    const before = [await page(a), await page(b), await page(c)];
    const key = newId();
    const first = await merge(b, a, key);
    expect((await merge(b, a, key)).id).toBe(first.id);
    expect((await merge(b, a)).id).toBe(first.id);
    expect(await desk.send("POST", `/clients/${a}/merge`, { other: b })).toMatchObject({
      status: 409,
      body: { code: "client_merged", survivor: b },
    });
    expect(await desk.send("POST", `/clients/${a}/merge`, { other: a })).toMatchObject({ status: 400 });
    expect(await desk.send("POST", `/clients/${b}/merge`, { other: newId() })).toMatchObject({ status: 404 });
    await merge(c, b);
    expect((await page(c)).cards).toMatchObject([{ number }]);
    expect((await desk.send("PATCH", `/clients/${a}`, {})).body).toMatchObject({ survivor: c });
    expect(await desk.send("POST", `/clients/${c}/unmerge`, { other: a })).toMatchObject({
      status: 409,
      body: { code: "wrong_state" },
    });
    await unmerge(c, b);
    expect((await page(b)).cards).toMatchObject([{ number }]);
    await unmerge(b, a);
    expect([await page(a), await page(b), await page(c)]).toEqual(before);
    expect(await desk.send("POST", `/clients/${b}/unmerge`, { other: a })).toMatchObject({ status: 409 });
  });

  it("wait for one manager where both waited, and each again for their own", async () => {
    const manager = await addStaff(desk.db, "manager");
    const [a, b] = [await desk.client([phone()]), await desk.client([phone()])];
    const handOver = async (client: string) =>
      (await desk.send("POST", `/clients/${client}/handoffs`, { words: "передать" })).body;
    const handoffs = [await handOver(a), await handOver(b)].map((handoff) => String(handoff["id"]));
    const waiting = async () => {
      const { handoffs: all } = (await desk.server.inject("/api/v1/handoffs")).json<{
        handoffs: { id: string; client: string; state: string }[];
      }>();
      return all.flatMap(({ id, client, state }) => (handoffs.includes(id) ? [`${client} ${state}`] : []));
    };
    expect(await waiting()).toHaveLength(2);
    await merge(a, b);
    expect(await waiting()).toEqual([`${a} waiting`]);
    const accepted = await desk.send("POST", `/handoffs/${handoffs[0]}/accept`, { staffMember: manager });
    expect(accepted.status, JSON.stringify(accepted.body)).toBe(200);
    const again = await handOver(a);
    expect(again["state"]).toBe("waiting");
    const passed = { staffMember: manager, manager, words: "дальше" };
    expect(await desk.send("POST", `/handoffs/${handoffs[0]}/pass-on`, passed)).toMatchObject({
      status: 409,
      body: { code: "wrong_state" },
    });
    await unmerge(a, b);
    expect((await waiting()).sort()).toEqual([`${a} accepted`, `${b} waiting`].sort());
  });

  it("with a third keep what the third brought when the second goes", async () => {
    const shared = phone();
    const a = await desk.client([phone()]);
    const b = await desk.client([shared], { zone: "Asia/Omsk", tags: ["лыжи"] });
    const c = await desk.client([shared], { zone: "Asia/Omsk", tags: ["лыжи"] });
    const before = await page(c);
    await merge(a, b);
    await merge(a, c);
    await unmerge(a, b);
    expect(await desk.profile(a)).toMatchObject({ zone: "Asia/Omsk", tags: ["лыжи"] });
    expect((await desk.profile(a)).contactPoints.map(({ value }) => value)).toContain(shared.value);
    await unmerge(a, c);
    expect(await desk.profile(a)).toMatchObject({ zone: null, tags: [] });
    expect(await page(c)).toEqual(before);
  });

  it("leave with the survivor what was changed since, and with the record what was its own", async () => {
    const a = await desk.client([phone()], { zone: null });
    const b = await desk.client([phone()], { zone: "Asia/Omsk", patronymic: "Петровна" });
    await merge(a, b);
    await desk.change("PATCH", `/clients/${a}`, { zone: "Asia/Tomsk" });
    const added = phone();
    await desk.change("POST", `/clients/${a}/contact-points`, added);
    await unmerge(a, b);
    expect(await desk.profile(a)).toMatchObject({ zone: "Asia/Tomsk", patronymic: "" });
    expect((await desk.profile(a)).contactPoints.map(({ value }) => value)).toContain(added.value);
    expect(await desk.profile(b)).toMatchObject({ zone: "Asia/Omsk", patronymic: "Петровна" });
    expect((await desk.profile(b)).contactPoints).toHaveLength(1);
  });

  it("know purchases that were imported before by the merged record's outside id", async () => {
    const on = parseDay("2026-10-01") as EpochDay;
    const rows = [{ client: "till-7", on, amount: 100_000n as Kopecks, line: 2 }];
    await importRows(desk.db, rows);
    const { rows: found } = await sql<{ id: string }>`
      select client_id as id from client_external_id where external_id = 'till-7'`.execute(desk.db);
    const a = await desk.client([phone()]);
    await merge(a, String(found[0]?.id));
    expect(await importRows(desk.db, rows)).toMatchObject({ booked: 0, known: 1 });
    expect((await page(a)).cards).toHaveLength(1);
    await verifyLedger(desk.db);
  });

  it("are found by the outside id of either, however many others were merged", async () => {
    const pairs = await Promise.all(
      ["770011", "770022", "770033"].map(async (externalId) => {
        const [a, b] = [await desk.client([phone()]), await desk.client([phone()], { externalId })];
        await merge(a, b);
        return { a, externalId };
      }),
    );
    for (const { a, externalId } of pairs) {
      const { clients } = await get(desk.server, `/api/v1/clients?find=${externalId}`, FoundClients);
      expect(clients.map(({ id }) => id)).toEqual([a]);
    }
  });
});
