/** What other figures of the etiquette would do to today's plan is what happens once they are set. */
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { EtiquetteTrial, type EtiquettePatch } from "../../src/planning/contract.ts";
import { Value } from "typebox/value";
import { Desk } from "../clients/desk.ts";
import { now, openServer } from "../http/server.ts";
import { onEveryEngine } from "../support/database.ts";
import { SmallBase } from "./small-base.ts";

const today = "2026-11-22";

onEveryEngine("the etiquette as it might be", (database) => {
  let server: FastifyInstance;
  let base: SmallBase;
  let desk: Desk;
  beforeAll(async () => {
    server = await openServer(database());
    base = new SmallBase(database().db);
    desk = new Desk(server, base.db);
  });
  afterAll(() => server.close());
  beforeEach(() => base.reset());

  async function tried(changes: EtiquettePatch): Promise<EtiquetteTrial["counts"]> {
    const { status, body } = await desk.send("POST", "/etiquette/trials", changes);
    expect(status, JSON.stringify(body)).toBe(200);
    expect([...Value.Errors(EtiquetteTrial, body)]).toEqual([]);
    expect(body["on"]).toBe(today);
    return (body as EtiquetteTrial).counts;
  }
  const plan = () => base.plan(today, now.toString());

  it("tells who would be reached after all, and by what else, and keeps none of it", async () => {
    await base.issue(48, today);
    const reader = await base.client();
    await base.made(reader, "2026-11-12", { purpose: "advertising" });
    const called = await base.client({ birthday: [11, 22], consents: ["contact"] });
    const before = await plan();
    expect(before.ending(reader)).toBe("held by frequency");
    expect(before.ending(called, "birthday")).toBe("planned call");

    const unchanged = { new: 0, gone: 0, otherChannel: 0 };
    expect(await tried({})).toEqual([{ chain: "birthday", occasion: "birthday", ...unchanged, same: 1 }]);
    const changes = { advertisingDays: 7, callsIn30Days: 0 };
    expect(await tried(changes)).toEqual([
      { chain: "birthday", occasion: "birthday", ...unchanged, otherChannel: 1, same: 0 },
      { chain: "newsletter", occasion: "issue", ...unchanged, new: 1, same: 0 },
    ]);
    expect((await plan()).ending(reader)).toBe("held by frequency");

    await desk.send("PATCH", "/etiquette", changes);
    const after = await plan();
    expect(after.ending(reader)).toBe("planned email");
    expect(after.ending(called, "birthday")).toBe("planned email");
  });

  it("refuses what exceeds the bounds as a change of it does", async () => {
    const { status, body } = await desk.send("POST", "/etiquette/trials", { advertisingDays: 1 });
    expect({ status, ...body }).toMatchObject({ status: 400, code: "bad_input", field: "advertisingDays" });
  });
});
