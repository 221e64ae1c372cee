/** Consent to processing: a document of its own, and its withdrawal is the demand to stop. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { Allowed } from "../../src/clients/change-contract.ts";
import { FoundClients } from "../../src/clients/contract.ts";
import { ClientDemands } from "../../src/clients/demand-contract.ts";
import { ClientExport } from "../../src/rights/export-contract.ts";
import { get, openServer } from "../http/server.ts";
import { onEveryEngine } from "../support/database.ts";
import { Desk } from "./desk.ts";

let phones = 0;
const newPhone = () => ({ kind: "phone" as const, value: `+7916222${String(1000 + phones++)}` });
const given = { purpose: "processing", given: true };
const withdrawn = { purpose: "processing", given: false };

onEveryEngine("consent to processing", (database) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = new Desk(await openServer(database()), database().db);
    await desk.open();
  });
  afterAll(() => desk.server.close());

  const say = (client: string, consents: unknown[], more: Record<string, unknown> = {}) =>
    desk.change("POST", `/clients/${client}/consents`, {
      consents,
      how: "form",
      wordingVersion: "processing-1",
      ...more,
    });
  const demands = (client: string) => get(desk.server, `/api/v1/clients/${client}/demands`, ClientDemands);
  const on = (client: string, day: string) =>
    get(desk.server, `/api/v1/clients/${client}/consents?on=${day}`, Allowed);
  const words = async (client: string) =>
    (await desk.profile(client)).consents.map(
      ({ purpose, channel, given: yes, how, wordingVersion }) =>
        `${yes ? "yes" : "no"} ${purpose} ${channel} ${how} ${wordingVersion}`,
    );

  it("stands apart from consent to be contacted, under a wording of its own", async () => {
    const person = {
      givenName: "Пелагея",
      phone: newPhone().value,
      consent: {
        wordingVersion: "contact-1",
        given: [{ purpose: "processing", wordingVersion: "processing-1" }, { purpose: "contact" }],
      },
    };
    const { status, body } = await desk.send("POST", "/newcomers", { person });
    expect(status).toBe(200);
    expect(await words(body["id"] as string)).toEqual([
      "yes processing any till processing-1",
      "yes contact any till contact-1",
    ]);
    const { consent: _, ...alone } = person;
    const only = { wordingVersion: "processing-1", given: [{ purpose: "processing" }] };
    const quiet = { ...alone, phone: newPhone().value, consent: only };
    const kept = await desk.send("POST", "/newcomers", { person: quiet });
    expect(await words(kept.body["id"] as string)).toEqual(["yes processing any till processing-1"]);
  });

  it("is about no channel, at a desk and at a till", async () => {
    const client = await desk.client([newPhone()]);
    const email = { purpose: "processing", channel: "email", given: true };
    const body = { consents: [email], how: "form", wordingVersion: "1" };
    expect(await desk.send("POST", `/clients/${client}/consents`, body)).toMatchObject({
      status: 400,
      body: { field: "channel" },
    });
    const consent = { wordingVersion: "1", given: [{ purpose: "processing", channel: "call" }] };
    const person = { givenName: "Анна", phone: newPhone().value, consent };
    expect(await desk.send("POST", "/newcomers", { person })).toMatchObject({ status: 400 });
  });

  it("that nobody asked for keeps no touch from a client who is known", async () => {
    const client = await desk.client([newPhone()]);
    await desk.plan();
    expect(await desk.planned(client)).toBe("planned call");
    await say(client, [given]);
    expect(await desk.planned(client)).toBe("planned call");
    expect((await desk.profile(client)).stoppedOn).toBeNull();
  });

  it("withdrawn is the demand to stop, once, with its last day, and stops what is planned in the same request", async () => {
    const client = await desk.client([newPhone()]);
    await say(client, [given], { at: "2026-03-01T09:00:00Z" });
    await desk.plan();
    const { profile } = await say(client, [withdrawn], { how: "letter", at: "2026-11-20T12:00:00Z" });
    expect(profile.stoppedOn).toBe("2026-11-20");
    expect(await desk.planned(client)).toBe("refused by processing_stopped");
    const first = await demands(client);
    expect(first).toMatchObject({
      stopped: true,
      demands: [
        { kind: "stop", state: "open", receivedOn: "2026-11-20", dueOn: "2026-12-04", how: "letter" },
      ],
    });
    await say(client, [withdrawn]);
    expect((await demands(client)).demands).toHaveLength(1);
    expect(await desk.send("PATCH", `/clients/${client}`, { givenName: "Мария" })).toMatchObject({
      status: 409,
      body: { code: "processing_stopped" },
    });

    // The demand is lifted by taking it back, and only a new signature is a new consent.
    const demand = first.demands[0]?.id ?? "";
    await desk.change("POST", `/clients/${client}/demands/${demand}/take-back`, {});
    expect(await desk.planned(client)).toBe("planned call");
    expect((await on(client, "2026-11-22")).processing).toMatchObject({ allowed: false, demand: null });
    await say(client, [given], { wordingVersion: "processing-2" });
    expect((await on(client, "2026-11-22")).processing).toMatchObject({ allowed: true, demand: null });
  });

  it.each(["stop", "erasure"])("is withdrawn by a demand of %s, under its wording", async (kind) => {
    const client = await desk.client([newPhone()]);
    await say(client, [given], { at: "2026-03-03T09:00:00Z" });
    const { id } = await desk.change("POST", `/clients/${client}/demands`, {
      kind,
      how: "письмо",
      receivedOn: "2026-11-10",
    });
    expect(await words(client)).toContain("no processing any письмо processing-1");
    expect((await demands(client)).demands).toHaveLength(1);
    expect((await on(client, "2026-03-02")).processing).toEqual({
      allowed: false,
      consent: null,
      demand: null,
    });
    const signed = await on(client, "2026-03-03");
    expect(signed.processing).toEqual({ allowed: true, consent: signed.consents[0]?.id, demand: null });
    expect((await on(client, "2026-11-09")).processing).toMatchObject({ allowed: true });
    expect((await on(client, "2026-11-10")).processing).toMatchObject({ allowed: false, demand: id });
    expect(
      (await on(client, "2026-11-09")).allowed.some(({ purpose }) => (purpose as string) === "processing"),
    ).toBe(false);
  });

  it("withdrawn once and given since is no demand: old evidence may be written down late", async () => {
    const client = await desk.client([newPhone()]);
    await say(client, [given], { at: "2026-06-01T09:00:00Z" });
    await say(client, [withdrawn], { at: "2025-06-01T09:00:00Z" });
    expect(await demands(client)).toEqual({ demands: [], stopped: false });
    const unknown = await desk.client([newPhone()]);
    await desk.change("POST", `/clients/${unknown}/demands`, { kind: "stop", how: "call" });
    expect(await words(unknown)).toEqual(["yes contact any form 1"]);
  });

  it("withdrawn on one record is withdrawn when it is merged, with the demand", async () => {
    const [stays, goes] = [await desk.client([newPhone()]), await desk.client([newPhone()])];
    await say(stays, [given], { at: "2026-11-10T09:00:00Z" });
    await say(goes, [given], { at: "2026-05-01T09:00:00Z" });
    await say(goes, [withdrawn], { at: "2026-11-02T09:00:00Z", how: "letter" });
    await desk.send("POST", `/clients/${stays}/merge`, { other: goes });
    expect(await words(stays)).toContain("no processing any merge -");
    expect(await demands(stays)).toMatchObject({ stopped: true, demands: [{ kind: "stop" }] });
  });

  it("comes with a column of a file, where a no is no withdrawal", async () => {
    const known = newPhone().value;
    const [fresh, unsigned] = [newPhone().value, newPhone().value];
    const client = await desk.client([{ kind: "phone", value: known }], { givenName: "Анна" });
    await say(client, [given]);
    const file = `Имя;Телефон;Согласие на обработку ПДн\nАнна;${known};нет\nГлафира;${fresh};да\nФёкла;${unsigned};нет\n`;
    const previewed = await desk.server.inject({
      method: "POST",
      url: "/api/v1/imports?name=clients.csv&wording=paper-7",
      headers: { "content-type": "text/csv" },
      payload: file,
    });
    const { id } = previewed.json<{ id: string }>();
    await desk.server.inject({ method: "POST", url: `/api/v1/imports/${id}/confirm` });
    const found = async (phone: string) => {
      const url = `/api/v1/clients?find=${encodeURIComponent(phone)}`;
      return (await get(desk.server, url, FoundClients)).clients[0]?.id ?? "";
    };
    expect(await words(await found(fresh))).toEqual(["yes processing any import paper-7"]);
    expect(await words(await found(unsigned))).toEqual([]);
    expect(await words(client)).toContain("yes processing any form processing-1");
    expect((await demands(client)).stopped).toBe(false);
  });

  it("is in the archive that a client takes along, and on its page", async () => {
    const client = await desk.client([newPhone()]);
    await say(client, [given]);
    const told = await get(desk.server, `/api/v1/clients/${client}/export`, ClientExport);
    expect(told.sections.consents).toContainEqual(
      expect.objectContaining({ purpose: "processing", given: true, wordingVersion: "processing-1" }),
    );
  });
});
