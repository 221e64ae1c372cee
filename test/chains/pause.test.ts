/** A chain that waits: nothing is planned by it, what stood open is withdrawn, and it goes on as the version it was. */
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { installPack, removePack } from "../../src/chains/actions/install-pack.ts";
import { ChainPage, Chains } from "../../src/chains/contract.ts";
import { Offices } from "../../src/business/contract.ts";
import { get, now, openServer } from "../http/server.ts";
import { SmallBase } from "../planning/small-base.ts";
import { onEveryEngine } from "../support/database.ts";

onEveryEngine("a paused chain", (database) => {
  let base: SmallBase;
  let server: FastifyInstance;
  beforeAll(async () => {
    server = await openServer(database());
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    base = new SmallBase(database().db);
    await base.reset();
  });
  const url = "/api/v1/chains/after-trip";
  const ask = async (method: "PUT" | "DELETE", part: string, tag = "*") => {
    const response = await server.inject({ method, url: `${url}/${part}`, headers: { "if-match": tag } });
    return { status: response.statusCode, body: response.json<Record<string, unknown>>() };
  };

  it("plans nothing and withdraws what stood open, then goes on under its number", async () => {
    const client = await base.client();
    await base.trip(client, "2026-11-19");
    expect((await base.plan("2026-11-22", now.toString())).ending(client)).toBe("planned call");
    const { tag } = await get(server, url, ChainPage);
    expect(await ask("PUT", "pause", `"${tag}"`)).toMatchObject({
      status: 200,
      body: { state: "paused", version: 1, chain: { live: false, state: "paused", liveVersion: 1 } },
    });
    expect((await ask("PUT", "pause")).status).toBe(409);
    expect((await ask("DELETE", "pause", `"${tag}"`)).status).toBe(412);
    expect((await base.plan("2026-11-22", now.toString())).ending(client)).toBe("withdrawn by withdrawn");
    const { chains } = await get(server, "/api/v1/chains", Chains);
    expect(chains.find(({ code }) => code === "after-trip")).toMatchObject({ state: "paused" });

    expect(await ask("DELETE", "pause")).toMatchObject({ status: 200, body: { state: "live", version: 1 } });
    expect((await ask("DELETE", "pause")).status).toBe(409);
    expect((await base.plan("2026-11-22", now.toString())).ending(client)).toBe("planned call");
  });

  it("gives way to a draft, can be retired, and is resumed by its pack", async () => {
    await ask("PUT", "pause");
    const { yaml } = await get(server, url, ChainPage);
    const draft = await server.inject({
      method: "PUT",
      url: `${url}/draft`,
      headers: { "if-match": "*" },
      payload: { yaml: yaml.replace("+P3D", "+P2D") },
    });
    expect(draft.json()).toMatchObject({ state: "draft", version: 2, chain: { state: "paused" } });
    expect((await ask("PUT", "live")).body).toMatchObject({ state: "live", version: 2 });
    await ask("PUT", "pause");
    expect(await ask("DELETE", "live")).toMatchObject({ status: 200, body: { state: "retired" } });

    expect(await installPack(base.db, "travel", now, ["after-trip"])).toEqual(["after-trip"]);
    await ask("PUT", "pause");
    expect(await installPack(base.db, "travel", now, ["after-trip"])).toEqual(["after-trip"]);
    expect((await get(server, url, ChainPage)).version).toBe(3);
    await ask("PUT", "pause");
    expect(await removePack(base.db, "travel", now)).toContain("after-trip");
    expect((await get(server, url, ChainPage)).state).toBe("retired");
  });

  it("may ask for offices, which the program lists by name", async () => {
    await base.office("Europe/Moscow", "Тверская");
    expect((await get(server, "/api/v1/offices", Offices)).offices).toMatchObject([{ name: "Тверская" }]);
  });
});
