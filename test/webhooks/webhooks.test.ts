import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { Value } from "typebox/value";
import { Audit } from "../../src/access/audit-contract.ts";
import { previewImport } from "../../src/clients/actions/preview-import.ts";
import { confirmImport, runImport } from "../../src/clients/actions/run-import.ts";
import { sql } from "../../src/database/sql.ts";
import { deliverMessages } from "../../src/webhooks/actions/deliver-messages.ts";
import { sweepEvents } from "../../src/webhooks/actions/sweep-events.ts";
import { eventTypes, MadeWebhook, Messages, Tested, Webhook } from "../../src/webhooks/contract.ts";
import { claimMessages } from "../../src/webhooks/store/messages.ts";
import { replanClients } from "../../src/planning/actions/replan-clients.ts";
import { Desk } from "../clients/desk.ts";
import { addOffice } from "../http/rows.ts";
import { get, now, openServer } from "../http/server.ts";
import { onEveryEngine } from "../support/database.ts";
import { accept, openReceiver, refuse, type Receiver } from "./receiver.ts";

onEveryEngine("webhooks", (database) => {
  let desk: Desk;
  let receiver: Receiver;
  let made: MadeWebhook;
  beforeAll(async () => {
    let ms = 0;
    // Nothing else happens at the very moment at which a client is made.
    const clock = { now: () => now.add({ milliseconds: ms++ }) };
    desk = new Desk(await openServer(database(), { allowPrivateWebhooks: true, clock }), database().db);
  });
  afterAll(() => desk.server.close());
  beforeEach(async () => {
    receiver = await openReceiver();
  });
  afterEach(async () => {
    await desk.send("DELETE", `/webhooks/${made.webhook.id}`);
    await receiver.close();
  });

  const make = async (more: Record<string, unknown> = {}): Promise<void> => {
    const { status, body } = await desk.send("POST", "/webhooks", {
      url: receiver.url,
      types: eventTypes,
      ...more,
    });
    expect(status, JSON.stringify(body)).toBe(200);
    expect([...Value.Errors(MadeWebhook, body)]).toEqual([]);
    made = body as MadeWebhook;
    // The tests' clock is behind the one that ids are made by: what was made before is not news.
    await sql`update webhook set swept_to = clock_timestamp()`.execute(desk.db);
  };
  /** What the job does, so long after now. */
  const work = async (later: Temporal.DurationLike = { seconds: 0 }, timeoutMs?: number) => {
    const context = { db: desk.db, clock: { now: () => now.add(later) } };
    await sweepEvents({ ...context, signal: undefined, batch: 3 });
    return deliverMessages({ ...context, allowPrivate: true, timeoutMs });
  };
  const state = () => get(desk.server, `/api/v1/webhooks/${made.webhook.id}`, Webhook);
  const messages = async (query = "") =>
    (await get(desk.server, `/api/v1/webhooks/${made.webhook.id}/messages${query}`, Messages)).messages;
  const client = (name: string, more: Record<string, unknown> = {}) =>
    desk.change("POST", "/clients", { givenName: name, ...more }).then(({ id }) => id as string);
  const rename = (id: string, familyName: string) => desk.change("PATCH", `/clients/${id}`, { familyName });
  const told = () => receiver.taken.map(({ type }) => type);

  it("tell what happened, each once, signed, in a client's order, with ids and names of fields alone", async () => {
    await make();
    const office = await addOffice(desk.db, {});
    const anna = await client("Анна", {
      externalId: "crm-7",
      contactPoints: [{ kind: "phone", value: "+79161110007" }],
    });
    await rename(anna, "Котова");
    await desk.change("POST", `/clients/${anna}/consents`, {
      consents: [{ purpose: "advertising", given: true }],
      how: "form",
      wordingVersion: "1",
    });
    await desk.wish(anna);
    const key = (path: string, body: unknown) => desk.send("POST", path, body);
    const sold = await key("/cards", { client: anna, office });
    expect(sold.status, JSON.stringify(sold.body)).toBe(200);
    const number = String(sold.body["card"]);
    const purchase = await key(`/cards/${number}/purchases`, { office, price: "100.00" });
    expect(purchase.status, JSON.stringify(purchase.body)).toBe(200);
    expect(await work()).toEqual({ delivered: 7, failed: 0 });
    expect(told().sort()).toEqual([
      "card.presented",
      "card.sold",
      "client.changed",
      "client.created",
      "consent.recorded",
      "purchase.booked",
      "wish.recorded",
    ]);
    expect(receiver.taken.every((message) => message.signedWith(made.secret) === 1)).toBe(true);
    const changed = receiver.taken.find(({ type }) => type === "client.changed");
    expect(changed?.data).toEqual({ client: anna, externalId: "crm-7", fields: ["familyName"] });
    const all = JSON.stringify(receiver.taken);
    for (const personal of ["Анна", "Котова", "9161110007", "не звоните"])
      expect(all).not.toContain(personal);
    expect(await work()).toEqual({ delivered: 0, failed: 0 });
    const listed = await messages();
    expect(listed.map((message) => [message.state, message.status, message.attempts])).toEqual(
      Array.from({ length: 7 }, () => ["delivered", 204, 1]),
    );
  });

  it("tell of records that were merged and parted again, and of one that was erased", async () => {
    await make({ types: ["client.merged", "client.unmerged", "client.erased"] });
    // An erasure is told by the moment it was carried out, which here is the tests' own.
    await sql`update webhook set swept_to = ${now.toString()}::text::timestamptz`.execute(desk.db);
    const [stays, goes] = [await client("Анна"), await client("Аня")];
    const other = (path: string) => desk.change("POST", `/clients/${stays}/${path}`, { other: goes });
    await other("merge");
    await other("unmerge");
    const demand = await desk.change("POST", `/clients/${goes}/demands`, { kind: "erasure", how: "письмо" });
    const erased = await desk.send("POST", `/clients/${goes}/demands/${demand.id}/erase`, {});
    expect(erased.status, JSON.stringify(erased.body)).toBe(200);
    await work();
    const told = receiver.taken.map(({ type, data }) => [type, data["client"]]);
    expect(told).toEqual(
      expect.arrayContaining([
        ["client.merged", stays],
        ["client.unmerged", stays],
        ["client.erased", goes],
      ]),
    );
    const merged = receiver.taken.find(
      ({ type, data }) => type === "client.merged" && data["client"] === stays,
    );
    expect(merged?.data).toMatchObject({ other: goes });
    const gone = receiver.taken.find(({ type }) => type === "client.erased");
    expect(gone?.data).toEqual({ client: goes, externalId: null, act: expect.any(Number) });
    await work();
    expect(receiver.taken.filter(({ type }) => type === "client.erased")).toHaveLength(1);
  });

  it("tell of a change once, whoever the record is merged into right after, and parted from", async () => {
    const [stays, goes] = [await client("Анна"), await client("Анна")];
    await rename(stays, "Котова");
    await make({ types: ["client.changed", "wish.recorded"] });
    await rename(goes, "Котова");
    await desk.wish(goes);
    await work();
    expect(told()).toEqual(["client.changed", "wish.recorded"]);
    await desk.change("POST", `/clients/${stays}/merge`, { other: goes });
    await work();
    expect(told()).toHaveLength(2);
    await desk.change("POST", `/clients/${stays}/unmerge`, { other: goes });
    await work();
    expect(told()).toHaveLength(2);
  });

  it("of a slow server do not keep others waiting for long: it gets a while of every run, and the rest later", async () => {
    await make({ types: ["client.created"] });
    for (let made = 0; made < 30; made++) await client(`Анна ${"абвгдежзик"[made % 10]}`);
    let at = now;
    receiver.answer = (response) => {
      at = at.add({ seconds: 3 });
      accept(response);
    };
    const context = { db: desk.db, clock: { now: () => at }, allowPrivate: true };
    await sweepEvents({ ...context, signal: undefined });
    expect(await deliverMessages(context)).toEqual({ delivered: 20, failed: 0 });
    expect(await deliverMessages(context)).toEqual({ delivered: 10, failed: 0 });
  });

  it("tell of what a file changed in somebody who was known, once, and of whom it made", async () => {
    const known = await client("Ольга", { externalId: "crm-9" });
    await make({ types: ["client.changed", "client.created"] });
    const folder = mkdtempSync(join(tmpdir(), "povod-webhooks-"));
    const path = join(folder, "clients.csv");
    writeFileSync(path, "Код;ФИО;Пол;Почта\ncrm-9;Котова Ольга;ж;o@example.org\ncrm-10;Носов Олег;;\n");
    const work9 = { db: desk.db, clock: { now: () => now.add({ minutes: 1 }) }, replan: replanClients };
    const { id } = await previewImport(work9, { path, name: "clients.csv" }, {});
    await confirmImport(work9, id);
    await runImport(work9, id);
    rmSync(folder, { recursive: true });
    await work({ minutes: 2 });
    expect(told().sort()).toEqual(["client.changed", "client.created"]);
    const changed = receiver.taken.find(({ type }) => type === "client.changed");
    expect(changed?.data).toEqual({
      client: known,
      externalId: "crm-9",
      fields: ["contactPoint", "familyName", "sex"],
    });
  });

  it("say who it is only where the webhook asks for it, and nothing of types it did not ask for", async () => {
    await make({ types: ["client.created"], personal: true });
    const boris = await client("Борис", { contactPoints: [{ kind: "phone", value: "+79161110008" }] });
    await rename(boris, "Котов");
    await work();
    expect(receiver.taken.map(({ data }) => data)).toEqual([
      {
        client: boris,
        externalId: null,
        person: { name: "Котов Борис", contacts: [{ kind: "phone", value: "+79161110008" }] },
      },
    ]);
  });

  it("are tried again under the same id until they are taken; the client's next ones wait, others do not", async () => {
    await make({ types: ["client.created", "client.changed"] });
    const anna = await client("Анна");
    await rename(anna, "Первая");
    const boris = await client("Борис");
    const ofAnna = ({ data }: { data: Record<string, unknown> }) => data["client"] === anna;
    receiver.answer = (response, message) => (ofAnna(message) ? refuse(500) : accept)(response);
    expect(await work()).toEqual({ delivered: 1, failed: 1 });
    expect(receiver.taken.filter((message) => !ofAnna(message)).map(({ data }) => data["client"])).toEqual([
      boris,
    ]);
    receiver.answer = accept;
    expect(await work({ seconds: 20 })).toEqual({ delivered: 0, failed: 0 });
    expect(await work({ minutes: 2 })).toEqual({ delivered: 2, failed: 0 });
    const annas = receiver.taken.filter(ofAnna);
    expect(annas).toHaveLength(3);
    expect(annas[0]?.id).toBe(annas[1]?.id);
    expect(annas[2]?.id).not.toBe(annas[1]?.id);
    const seen = await state();
    expect(seen).toMatchObject({ failingSince: null, waiting: 0, givenUp: 0 });
    expect(seen.acceptedAt).toBe(now.add({ minutes: 2 }).toString());
  });

  it("survive a server that hangs, breaks off or is gone, and rest as long as it asks", async () => {
    await make({ types: ["client.created"] });
    await client("Анна");
    receiver.answer = () => undefined;
    expect(await work({ seconds: 0 }, 200)).toEqual({ delivered: 0, failed: 1 });
    expect((await messages())[0]).toMatchObject({ state: "waiting", status: null, trouble: "timeout" });
    receiver.answer = (response) => void response.destroy();
    expect(await work({ minutes: 2 })).toEqual({ delivered: 0, failed: 1 });
    receiver.answer = refuse(429, { "retry-after": "3600" });
    expect(await work({ minutes: 10 })).toEqual({ delivered: 0, failed: 1 });
    expect((await state()).restUntil).toBe(now.add({ minutes: 70 }).toString());
    await client("Борис");
    receiver.answer = accept;
    expect(await work({ minutes: 60 })).toEqual({ delivered: 0, failed: 0 });
    expect(await work({ minutes: 71 })).toEqual({ delivered: 2, failed: 0 });
    expect(receiver.taken).toHaveLength(5);
  });

  it("end with 410, and after five days without an answer, with the reason; on again they go on", async () => {
    await make({ types: ["client.created"] });
    await client("Анна");
    receiver.answer = refuse(410);
    await work();
    expect(await state()).toMatchObject({ state: "disabled", disabledBecause: "gone" });
    const enable = () => desk.send("PATCH", `/webhooks/${made.webhook.id}`, { state: "enabled" });
    expect((await enable()).body).toMatchObject({ state: "enabled", disabledBecause: null });
    receiver.answer = refuse(500);
    await work({ hours: 1 });
    await work({ hours: 120 });
    expect(await state()).toMatchObject({ state: "enabled", failingSince: now.add({ hours: 1 }).toString() });
    await work({ hours: 122 });
    expect(await state()).toMatchObject({ state: "disabled", disabledBecause: "failing" });
    await client("Борис");
    await enable();
    receiver.answer = accept;
    expect(await work({ hours: 130 })).toEqual({ delivered: 2, failed: 0 });
  });

  it("that were given up are sent again when somebody asks, once, under the same id, and are given up again only later", async () => {
    await make({ types: ["client.created"] });
    const [anna, boris] = [await client("Анна"), await client("Борис")];
    receiver.answer = refuse(500);
    const path = `/webhooks/${made.webhook.id}/messages/send-again`;
    const ask = async (body: Record<string, unknown>) => (await desk.send("POST", path, body)).body;
    await work();
    expect(await ask({})).toEqual({ waiting: 0 });
    await sql`update webhook_message set attempts = 23`.execute(desk.db);
    await work({ hours: 7 });
    expect((await messages("?state=given_up")).map(({ attempts }) => attempts)).toEqual([24, 24]);
    expect(await state()).toMatchObject({ waiting: 0, givenUp: 2, acceptedAt: null });
    const [ofAnna] = (await messages()).filter((message) => message.client === anna);

    expect(await ask({ messages: [ofAnna?.id] })).toEqual({ waiting: 1 });
    expect(await ask({ messages: [ofAnna?.id] })).toEqual({ waiting: 0 });
    expect(await state()).toMatchObject({ waiting: 1, givenUp: 1 });
    expect(await messages("?state=waiting")).toMatchObject([
      { id: ofAnna?.id, client: anna, attempts: 0, settledAt: null },
    ]);
    await work({ hours: 9 });
    expect(await messages("?state=waiting")).toMatchObject([{ client: anna, attempts: 1, status: 500 }]);

    expect(await ask({})).toEqual({ waiting: 1 });
    receiver.answer = accept;
    receiver.taken.length = 0;
    expect(await work({ hours: 20 })).toEqual({ delivered: 2, failed: 0 });
    expect(receiver.taken.map(({ data }) => data["client"])).toEqual([anna, boris]);
    expect(receiver.taken[0]?.id).toBe(ofAnna?.id);
    expect(await ask({})).toEqual({ waiting: 0 });

    const nobody = "00000000-0000-7000-8000-000000000000";
    expect(await desk.send("POST", path, { messages: [ofAnna?.id, nobody] })).toMatchObject({
      status: 404,
      body: { code: "not_found", field: "messages.1" },
    });
    const [line] = (await get(desk.server, "/api/v1/audit?kind=change", Audit)).lines;
    expect(line).toMatchObject({
      what: "POST /api/v1/webhooks/:id/messages/send-again",
      subject: { id: made.webhook.id },
    });
  });

  it("that a killed process was about to send are sent again under the same id, when the lease is over", async () => {
    await make({ types: ["client.created"] });
    await client("Анна");
    receiver.answer = refuse(500);
    await work();
    const [first] = receiver.taken;
    const claim = {
      owner: "another/1/1",
      now: now.add({ minutes: 5 }),
      leaseUntil: now.add({ minutes: 7 }),
      limit: 5,
    };
    expect(await claimMessages(desk.db, made.webhook.id, claim)).toHaveLength(1);
    await sql`update webhook set rest_until = null`.execute(desk.db);
    receiver.answer = accept;
    expect(await work({ minutes: 6 })).toEqual({ delivered: 0, failed: 0 });
    expect(await work({ minutes: 8 })).toEqual({ delivered: 1, failed: 0 });
    expect(receiver.taken[1]?.id).toBe(first?.id);
  });

  it("are signed with every secret that is good, and a new one takes over", async () => {
    await make({ types: ["client.created"] });
    const url = `/webhooks/${made.webhook.id}/secrets`;
    const next = (await desk.send("POST", url, { oldExpireInHours: 1 })).body as MadeWebhook;
    expect(next.webhook.secrets).toHaveLength(2);
    await client("Анна");
    await work();
    expect(receiver.taken[0]?.signatures).toHaveLength(2);
    expect([made.secret, next.secret].map((secret) => receiver.taken[0]?.signedWith(secret))).toEqual([1, 1]);
    await client("Борис");
    await work({ hours: 2 });
    expect([made.secret, next.secret].map((secret) => receiver.taken[1]?.signedWith(secret))).toEqual([0, 1]);
  });

  it("can be tested at once, are read without their secrets, and an unknown one is not found", async () => {
    await make();
    const { body } = await desk.send("POST", `/webhooks/${made.webhook.id}/test`);
    expect([...Value.Errors(Tested, body)]).toEqual([]);
    expect(body).toEqual({ accepted: true, status: 204, trouble: null });
    expect(receiver.taken.map(({ type, signedWith }) => [type, signedWith(made.secret)])).toEqual([
      ["webhook.test", 1],
    ]);
    receiver.answer = refuse(500);
    expect((await desk.send("POST", `/webhooks/${made.webhook.id}/test`)).body).toMatchObject({
      status: 500,
    });
    const { body: all } = await desk.send("PATCH", `/webhooks/${made.webhook.id}`, { words: "1C" });
    expect(JSON.stringify(all)).not.toContain(made.secret);
    expect((await desk.send("PATCH", "/webhooks/00000000-0000-7000-8000-000000000000", {})).status).toBe(404);
  });
});
