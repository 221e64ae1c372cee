/** Issues of the newsletter: saved, changed and taken back over HTTP, and sent to whom they are for. */
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { installPack } from "../../src/chains/actions/install-pack.ts";
import { sql } from "../../src/database/sql.ts";
import { Issue, Issues } from "../../src/newsletters/contract.ts";
import { Desk } from "../clients/desk.ts";
import { get, now, openServer } from "../http/server.ts";
import { SmallBase } from "../planning/small-base.ts";
import { onEveryEngine } from "../support/database.ts";

const url = "/api/v1/newsletter-issues";
const spring = {
  on: "2026-11-25",
  subject: { ru: "Весна у моря", en: "Spring by the sea" },
  body: { ru: "Куда поехать в марте.", en: "Where to go in March." },
};

onEveryEngine("an issue of the newsletter", (database) => {
  let server: FastifyInstance;
  let desk: Desk;
  let base: SmallBase;
  beforeAll(async () => {
    server = await openServer(database());
    desk = new Desk(server, database().db);
    base = new SmallBase(database().db);
  });
  afterAll(() => server.close());
  beforeEach(() => base.reset());
  const put = (number: number, issue: object, headers?: Record<string, string>) =>
    server.inject({ method: "PUT", url: `${url}/${number}`, payload: issue, ...(headers && { headers }) });

  it("is saved, read, changed and taken back", async () => {
    const made = await desk.send("PUT", "/newsletter-issues/1", {
      ...spring,
      conditions: null,
      segment: null,
    });
    expect(made).toMatchObject({
      status: 200,
      body: { number: 1, ...spring, conditions: null, segment: null, begun: false },
    });
    await desk.send("PUT", "/newsletter-issues/2", { ...spring, on: "2026-12-09" });
    expect((await get(server, url, Issues)).issues.map(({ number }) => number)).toEqual([2, 1]);
    await desk.send("PUT", "/newsletter-issues/1", {
      ...spring,
      on: "2026-11-26",
      body: { ru: " Иначе. " },
      subject: { ru: "Тема" },
    });
    expect(await get(server, `${url}/1`, Issue)).toMatchObject({
      on: "2026-11-26",
      subject: { ru: "Тема" },
      body: { ru: "Иначе." },
    });
    const left = await server.inject({ method: "DELETE", url: `${url}/1` });
    expect(left.json<Issues>().issues.map(({ number }) => number)).toEqual([2]);
    expect((await server.inject({ url: `${url}/1` })).json()).toMatchObject({
      status: 404,
      code: "not_found",
    });
  });

  it("is not written over by whoever has not seen what it is now", async () => {
    const fresh = await put(1, spring, { "if-none-match": "*" });
    const { etag } = fresh.headers;
    expect((await put(1, spring, { "if-none-match": "*" })).json()).toMatchObject({ status: 412 });
    const newer = await put(1, { ...spring, on: "2026-11-30" }, { "if-match": String(etag) });
    expect(newer.statusCode).toBe(200);
    expect((await put(1, spring, { "if-match": String(etag) })).json()).toMatchObject({
      status: 412,
      code: "changed_meanwhile",
    });
    const taken = await server.inject({
      method: "DELETE",
      url: `${url}/1`,
      headers: { "if-match": String(etag) },
    });
    expect(taken.statusCode).toBe(412);
  });

  it.each([
    [{ on: "2026-11-21" }, "on"],
    [{ subject: { en: "Spring" } }, "subject.ru"],
    [{ body: { ru: "Текст" } }, "body.en"],
    [{ body: { ru: "  ", en: "Text" } }, "body.ru"],
    [{ body: { ru: "Пхукет от 98 500 ₽", en: "Phuket" } }, "conditions.ru"],
    [{ body: { ru: "Скидка 20 % на всё", en: "Text" }, conditions: { en: "Until 1 May" } }, "conditions.ru"],
    [{ body: { ru: "Текст", en: "A discount for everybody" } }, "conditions.en"],
    [{ segment: "nobody knows" }, "name"],
  ])("is refused with %j, and says where", async (part, field) => {
    const { status, body } = await desk.send("PUT", "/newsletter-issues/1", { ...spring, ...part });
    expect({ status, field: body["field"] }).toMatchObject({ status: field === "name" ? 404 : 400, field });
    expect((await get(server, url, Issues)).issues).toEqual([]);
  });

  it("goes to those who fit its segment as it was when the issue was saved, on their plan alone too", async () => {
    const [her, him] = [await base.client(), await base.client()];
    await sql`update client set sex = 'female' where id = ${her}`.execute(base.db);
    await desk.send("PUT", "/segments/women", { all: [{ fact: "sex", is: "female" }] });
    await desk.send("PUT", "/newsletter-issues/7", { ...spring, segment: "women" });
    await desk.send("PUT", "/newsletter-issues/8", spring);
    await desk.send("PUT", "/segments/women", { all: [{ fact: "sex", is: "male" }] });
    const keys = async (clients?: string[]) => {
      await sql`delete from touch`.execute(base.db);
      const { touches } = await base.plan("2026-11-25", undefined, { clients });
      return touches
        .filter(({ chain }) => chain === "newsletter")
        .map(({ client_id: client, occasion_key: key }) => `${key} ${client === her ? "her" : "him"}`)
        .sort();
    };
    const expected = ["issue:7 her", "issue:8 her", "issue:8 him"];
    expect(await keys()).toEqual(expected);
    expect([...(await keys([her])), ...(await keys([him]))].sort()).toEqual(expected);
  });

  it("stays as it is once a letter of it has left", async () => {
    const client = await base.client();
    await desk.send("PUT", "/newsletter-issues/1", { ...spring, on: "2026-11-22" });
    await base.made(client, "2026-11-22", { key: "issue:1", chain: "newsletter", purpose: "advertising" });
    expect(await get(server, `${url}/1`, Issue)).toMatchObject({ begun: true });
    const changed = await desk.send("PUT", "/newsletter-issues/1", spring);
    expect(changed).toMatchObject({ status: 409, body: { code: "wrong_state" } });
    expect((await server.inject({ method: "DELETE", url: `${url}/1` })).statusCode).toBe(409);
  });

  it("is read in the language it was written in, and says what its offers depend on", async () => {
    await installPack(base.db, "travel", now, ["newsletter"]);
    const client = await base.client();
    await sql`update client set language = 'en' where id = ${client}`.execute(base.db);
    await desk.send("PUT", "/newsletter-issues/1", {
      on: "2026-11-25",
      subject: { ru: "Пхукет" },
      body: { ru: "Неделя от 98 500 ₽." },
      conditions: { ru: "При оплате до 1 декабря, перелёт отдельно." },
    });
    const { yaml } = (await server.inject({ url: "/api/v1/chains/newsletter" })).json<{ yaml: string }>();
    const step = /code: (\w+)\n\s+offset/.exec(yaml)?.[1];
    const { body } = await desk.send("POST", "/chain-previews", { yaml, step, client });
    expect(JSON.stringify(body)).toContain("Условия: При оплате до 1 декабря, перелёт отдельно.");
  });
});
