/** Chains are drafted, compared, tried, switched on and retired; who is finished is never touched again. */
import { readFileSync } from "node:fs";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { installPack, loadPack, packNames, removePack } from "../../src/chains/actions/install-pack.ts";
import { findChain, listChains, saveDraft, switchOnChain } from "../../src/chains/actions/keep-chains.ts";
import { ChainCheck, ChainPage, Chains, Packs } from "../../src/chains/contract.ts";
import type { End } from "../../src/chains/version.ts";
import { sql } from "../../src/database/sql.ts";
import { ChainComparison } from "../../src/reports/trial-contract.ts";
import { Explanation } from "../../src/reports/client-contract.ts";
import { get, now, openServer } from "../http/server.ts";
import { SmallBase } from "../planning/small-base.ts";
import { onEveryEngine } from "../support/database.ts";

const clock = { now: () => now };

const chain = (steps: string, extra = "") => `code: hello
name: { ru: Проба, en: Trial }
about: { ru: проба, en: trial }
occasion: returned
steps:
${steps}templates:
  letter: { subject: { ru: Тема, en: Subject }, body: { ru: Слова, en: Words }, script: { ru: Слова, en: Words } }
${extra}`;
const step = (code: string, offset: string, channels = "[email]") =>
  `  - { code: ${code}, offset: ${offset}, window: P3D, late: skip, channels: ${channels}, purpose: service, template: letter }\n`;

onEveryEngine("chains", (database) => {
  let base: SmallBase;
  let server: FastifyInstance;
  beforeAll(async () => {
    server = await openServer(database());
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    base = new SmallBase(database().db);
    await base.reset();
    await sql`delete from chain_version`.execute(base.db);
  });

  const save = (yaml: string, tag?: string) =>
    saveDraft({ db: base.db, clock }, { chain: "hello", tag, yaml, file: "hello.yaml", language: "en" });
  const switchOn = async (yaml: string) => {
    await save(yaml);
    return switchOnChain({ db: base.db, clock }, { chain: "hello", tag: undefined });
  };
  /** The day passes: what was planned has been sent. */
  const send = () => sql`update touch set state = 'sent' where state = 'planned'`.execute(base.db);

  it("never touches a finished client again, whatever becomes of the steps", async () => {
    const client = await base.client();
    await base.trip(client, "2026-11-20");
    await switchOn(chain(step("first", "+P1D") + step("last", "+P2D")));
    expect((await base.plan("2026-11-21")).of(client).step).toBe("first");
    await send();
    const planned = await base.plan("2026-11-22");
    expect(planned.of(client).step).toBe("last");
    await send();

    for (const steps of [
      step("first", "+P3D") + step("last", "+P4D"),
      step("another", "+P3D"),
      step("first", "+P1D") + step("last", "+P2D") + step("one-more", "+P3D"),
    ]) {
      await switchOn(chain(steps));
      expect((await base.plan("2026-11-23")).touches).toEqual([]);
      expect((await base.plan("2026-11-24")).touches).toEqual([]);
    }
    const newcomer = await base.client();
    await base.trip(newcomer, "2026-11-21");
    expect((await base.plan("2026-11-24")).touches.map((touch) => touch.step)).toContain("one-more");
  });

  it("goes on with a client who is not finished, and not by the same step under another code", async () => {
    const client = await base.client();
    await base.trip(client, "2026-11-20");
    await switchOn(chain(step("first", "+P1D") + step("last", "+P5D")));
    await base.plan("2026-11-21");
    await send();
    await switchOn(chain(step("opening", "+P1D") + step("last", "+P5D")));
    expect((await base.plan("2026-11-22")).touches).toEqual([]);
    expect((await base.plan("2026-11-25")).of(client).step).toBe("last");
  });

  /** What was switched on before versions knew of goals is told of them by the migration. */
  async function knowsAsMigrated(): Promise<void> {
    const ends = async () =>
      (
        await sql<{ ends: End[] }>`
          select ends from chain_version where state = 'live' and chain = 'hello'`.execute(base.db)
      ).rows[0]?.ends ?? [];
    const known = await ends();
    expect(known).toMatchObject([{ version: 1, goal: "dealing", before: [], answered: true }]);
    const before = JSON.stringify(known.map(({ version, step: last }) => ({ version, step: last })));
    await sql`update chain_version set ends = ${before}::text::jsonb where state = 'live'`.execute(base.db);
    const file = new URL("../../src/database/migrations/0231-finished-by-goal.sql", import.meta.url);
    await sql.raw(readFileSync(file, "utf8")).execute(base.db);
    const moment = ({ until }: End) => until && Temporal.Instant.from(until).toString();
    expect((await ends()).map((end) => ({ ...end, until: moment(end) }))).toEqual(known);
  }

  it("never touches again whom an earlier version's goal, or a conversation, has finished", async () => {
    const goal = "goal: dealing\nstops: [goal, answered]\n";
    const steps = (second: string) => step("first", "+P1D") + step(second, "+P3D");
    const bought = (client: string, on: string) =>
      sql`insert into dealing (client_id, id, kind, happened_on, price)
        values (${client}, gen_random_uuid(), 'purchase', ${on}::text::date, 100)`.execute(base.db);
    const [came, talked, silent, cameLater] = [
      await base.client(),
      await base.client(),
      await base.client(),
      await base.client(),
    ];
    const all = [came, talked, silent, cameLater];
    for (const client of all) await base.trip(client, "2026-11-20");
    await switchOn(chain(steps("second"), goal));
    await base.plan("2026-11-21");
    await send();
    await sql`update touch set state = 'done' where client_id = ${talked}`.execute(base.db);
    // The clock that switches on stands on the 22nd.
    await bought(came, "2026-11-22");
    await bought(cameLater, "2026-11-23");
    const endings = async (on: string) => {
      const plan = await base.plan(on);
      const isThere = (client: string) => plan.touches.some((touch) => touch.client_id === client);
      return all.map((client) => (isThere(client) ? plan.ending(client) : "nothing"));
    };
    const over = "refused by chain_over";
    await save(chain(steps("second")));
    const trial = await get(server, `/api/v1/chains/hello/trial?client=${came}&on=2026-11-23`, Explanation);
    expect(trial.touches.map(({ state, decidedBy }) => `${state} by ${decidedBy}`)).toEqual([over]);
    await switchOn(chain(steps("second")));
    expect(await endings("2026-11-23")).toEqual([over, over, "planned email", "planned email"]);
    await knowsAsMigrated();
    await switchOn(chain(steps("third")));
    expect(await endings("2026-11-24")).toEqual(["nothing", "nothing", "planned email", "planned email"]);
  });

  it("says beforehand what a draft would change and what it would do for one client, and keeps nothing of it", async () => {
    const client = await base.client();
    await base.trip(client, "2026-11-20");
    const early = await base.client();
    await base.trip(early, "2026-11-23");
    await switchOn(chain(step("first", "+P2D")));
    await base.plan("2026-11-22", now.toString());
    await save(chain(step("first", "+P2D", "[call, email]") + step("second", "+P4D")));
    const comparison = await get(server, "/api/v1/chains/hello/comparison?days=5", ChainComparison);
    expect(comparison).toMatchObject({ from: "2026-11-22", to: "2026-11-26" });
    expect(comparison.differences.steps).toEqual({ added: ["second"], removed: [], changed: ["first"] });
    const [count] = comparison.counts;
    expect(count).toMatchObject({ chain: "hello", occasion: "returned", gone: 0 });
    expect(count?.new).toBeGreaterThan(0);
    expect(count?.otherChannel).toBeGreaterThan(0);
    expect(comparison.examples[0]).toMatchObject({ before: "email", after: "call", on: "2026-11-22" });

    const trial = await get(server, `/api/v1/chains/hello/trial?client=${client}&on=2026-11-24`, Explanation);
    expect(trial.touches.map((touch) => touch.step)).toEqual(["second"]);
    expect((await base.planned("2026-11-22")).of(client).channel).toBe("email");
    expect((await base.planned("2026-11-24")).touches).toEqual([]);
  });

  it("are changed only by who read them as they are", async () => {
    const url = "/api/v1/chains/hello";
    const yaml = chain(step("first", "+P1D"));
    const put = (etag: string, text = yaml) =>
      server.inject({
        method: "PUT",
        url: `${url}/draft`,
        headers: { "if-match": etag },
        payload: { yaml: text },
      });
    expect((await put('"none"')).statusCode).toBe(200);
    expect((await put('"none"')).statusCode).toBe(412);
    const { etag } = (await server.inject(url)).headers;
    expect((await put(String(etag))).statusCode).toBe(200);
    expect((await put(String(etag))).statusCode).toBe(412);
    const bad = await put("*", yaml.replace("occasion: returned", "occasion: comeback"));
    expect(bad.statusCode).toBe(422);
    expect(bad.json<{ detail: string }>().detail).toContain("hello.yaml:4:1: occasion:");
    const on = await server.inject({ method: "PUT", url: `${url}/live`, headers: { "if-match": "*" } });
    expect(on.json()).toMatchObject({ state: "live", version: 1, chain: { live: true, liveVersion: 1 } });
    const again = await put("*");
    expect(again.json()).toMatchObject({
      state: "draft",
      version: 2,
      chain: { live: true, draftVersion: 2 },
    });
    const drop = await server.inject({ method: "DELETE", url: `${url}/draft`, headers: { "if-match": "*" } });
    expect(drop.statusCode).toBe(200);
    const off = await server.inject({ method: "DELETE", url: `${url}/live`, headers: { "if-match": "*" } });
    expect(off.json()).toMatchObject({ state: "retired", chain: { live: false } });
    expect(
      (await server.inject({ method: "DELETE", url: `${url}/live`, headers: { "if-match": "*" } }))
        .statusCode,
    ).toBe(409);
    const back = await server.inject({ method: "PUT", url: `${url}/live`, headers: { "if-match": "*" } });
    expect(back.json()).toMatchObject({ state: "live", version: 2 });
    const page = await get(server, `${url}?version=1`, ChainPage);
    expect(page).toMatchObject({ state: "retired", version: 1 });
    expect((await server.inject("/api/v1/chains/nobody")).statusCode).toBe(404);
  });

  it("are told what is wrong with a text, in the reader's language", async () => {
    const check = async (yaml: string): Promise<unknown> =>
      (
        await server.inject({
          method: "POST",
          url: "/api/v1/chain-checks?lang=ru",
          payload: { yaml },
        })
      ).json();
    expect(await check(chain(step("first", "soon")))).toMatchObject({
      mistakes: [expect.stringMatching(/^chain\.yaml:6:\d+: steps\.0\.offset: ожидается срок по ISO 8601/)],
      warnings: [],
      sayable: expect.arrayContaining([
        { written: "{{ card.balance }}", means: "бонусы на карте", only: null },
        { written: "{{ trip.destination }}", means: "куда", only: null },
      ]),
    });
    expect(await check(chain(step("first", "P0D", "[sms]")))).toMatchObject({
      mistakes: [],
      warnings: [expect.stringContaining("Способ sms не настроен")],
    });
    expect(ChainCheck.type).toBe("object");
  });

  it("that cannot be kept or planned are refused and not a failure of the program", async () => {
    const yaml = chain(step("first", "+P1D"));
    for (const text of [
      yaml.replace("returned", "*nowhere"),
      yaml.replace("en: Trial", 'en: "a\\0b"'),
      yaml.replace("en: Trial", 'en: "\\ud800"'),
      yaml.replace("window: P3D", "window: P999Y9999M"),
    ]) {
      const check = await server.inject({
        method: "POST",
        url: "/api/v1/chain-checks",
        payload: { yaml: text },
      });
      expect(check.json<ChainCheck>().mistakes[0]).toMatch(/^chain\.yaml:\d+:\d+: /);
      const draft = await server.inject({
        method: "PUT",
        url: "/api/v1/chains/hello/draft",
        headers: { "if-match": "*" },
        payload: { yaml: text },
      });
      expect(draft.statusCode, draft.body).toBe(422);
    }
  });

  it("come in packs that one click switches on and off, and that leave others alone", async () => {
    for (const pack of packNames) {
      const chains = loadPack(pack).chains.map(({ code }) => code);
      expect(await installPack(base.db, pack, now)).toEqual(chains);
      expect(await installPack(base.db, pack, now)).toEqual([]);
      await base.plan("2026-11-22", now.toString());
      expect(await removePack(base.db, pack, now)).toEqual(chains);
    }
    const on = await server.inject({ method: "PUT", url: "/api/v1/packs/clinic/live?lang=en" });
    expect(on.json<{ warnings: string[] }>().warnings).toEqual([
      expect.stringContaining("No channel for sms is configured"),
    ]);
    const one = await server.inject({ method: "PUT", url: "/api/v1/packs/travel/chains/after-trip/live" });
    expect(one.json()).toMatchObject({ changed: ["after-trip"] });
    const { packs } = await get(server, "/api/v1/packs", Packs);
    const live = Object.fromEntries(packs.map(({ pack, live: count }) => [pack, count]));
    expect(live).toEqual({ travel: 1, clinic: loadPack("clinic").chains.length, "filling-station": 0 });
    // What another pack has brought word for word is not there to be switched on again.
    const travel = packs.find(({ pack }) => pack === "travel");
    const card = (travel?.chains ?? []).filter(({ live: isLive, pack }) => isLive && pack === "clinic");
    expect(card.map(({ code }) => code)).toContain("gift-waiting");
    expect(travel?.shared).toBe(card.length);
    const { chains } = await get(server, "/api/v1/chains", Chains);
    expect(chains.find(({ code }) => code === "recall")).toMatchObject({ live: true, pack: "clinic" });
    const off = await server.inject({ method: "DELETE", url: "/api/v1/packs/clinic/live" });
    expect(off.json<{ changed: string[] }>().changed).not.toContain("after-trip");
    expect((await server.inject({ method: "PUT", url: "/api/v1/packs/bakery/live" })).statusCode).toBe(404);
    expect((await listChains(base.db)).length).toBeGreaterThan(chains.length - 1);
    expect((await findChain(base.db, "after-trip")).at.state).toBe("live");
  });
});
