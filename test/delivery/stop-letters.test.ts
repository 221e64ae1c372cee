/** The link of a letter stops such letters: one POST without signing in, signed along with the letter. */
import type { FastifyInstance } from "fastify";
import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import pino from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { secretOf } from "../../src/access/store/secrets.ts";
import { releaseDue } from "../../src/delivery/actions/release-due.ts";
import { emailSettings } from "../../src/delivery/channels/email/settings.ts";
import { openEmailTransport, type EmailTransport } from "../../src/delivery/channels/email/transport.ts";
import { readToken, stopLinks, tokenOf } from "../../src/delivery/stop-link.ts";
import type { Stop } from "../../src/delivery/stop-contract.ts";
import { sql, type Connection } from "../../src/database/sql.ts";
import { readConfiguration } from "../../src/kernel/configuration.ts";
import { newId } from "../../src/kernel/ids.ts";
import { planDay } from "../../src/planning/actions/plan-day.ts";
import { openServerToStrangers } from "../http/server.ts";
import { onEveryEngine } from "../support/database.ts";
import { signedHeaders } from "./dkim.ts";
import { afternoonAt, birthdayClient, emptyMailBase, startMailBase, states } from "./mail-base.ts";
import { openPostOffice, type PostOffice } from "./post-office.ts";

const day = afternoonAt(Temporal.Instant.from("2026-11-18T11:00:00Z"));
const clock = { now: () => day.at };
const address = "https://povod.example";

onEveryEngine("the link of a letter", (database) => {
  let db: Connection;
  let server: FastifyInstance;
  let office: PostOffice;
  let transport: EmailTransport;
  let publicKey: KeyObject;
  let folder: string;

  beforeAll(async () => {
    db = database().db;
    server = await openServerToStrangers(database(), { clock });
    folder = mkdtempSync(join(tmpdir(), "povod-dkim-"));
    const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
    publicKey = pair.publicKey;
    writeFileSync(join(folder, "key.pem"), pair.privateKey.export({ type: "pkcs8", format: "pem" }));
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    await emptyMailBase(db);
    await startMailBase(db, day);
    office = await openPostOffice();
    const settings = emailSettings(
      readConfiguration({
        POVOD_SMTP_URL: office.url,
        POVOD_MAIL_FROM: "Дальние берега <hello@example.com>",
        POVOD_DKIM_SELECTOR: "povod",
        POVOD_DKIM_KEY_FILE: join(folder, "key.pem"),
      }),
    );
    if (!settings) throw new Error("the settings name a mail server");
    transport = openEmailTransport(settings);
  });
  afterEach(async () => {
    transport.close();
    await office.close();
  });

  async function sent(): Promise<string> {
    await planDay(db, { on: day.on, at: day.at });
    const links = stopLinks(address, await secretOf(db, undefined));
    const signal = new AbortController().signal;
    const log = pino({ level: "silent" });
    await releaseDue(db, { transport, clock, log, signal, replan: planDay, stopLinks: links });
    return office.taken.at(-1)?.source ?? "";
  }
  const press = (path: string) =>
    server.inject({
      method: "POST",
      url: path,
      headers: { "content-type": "application/x-www-form-urlencoded" },
      payload: "List-Unsubscribe=One-Click",
    });
  const words = async (client: string) => {
    const { rows } = await sql<{ word: string }>`
      select purpose || '/' || channel || ' ' || given || ' ' || how as word from consent
      where client_id = ${client}::uuid order by at, id`.execute(db);
    return rows.map(({ word }) => word);
  };

  it("stands in the letter and in its headers, which are signed; one POST stops what else is planned", async () => {
    const client = await birthdayClient(db, day);
    const source = await sent();
    expect(signedHeaders(source, publicKey)).toEqual(
      expect.arrayContaining(["from", "list-unsubscribe", "list-unsubscribe-post"]),
    );
    // Whatever is changed on the way is noticed.
    expect(() => signedHeaders(source.replace("One-Click", "Two-Clicks"), publicKey)).toThrow(
      "does not hold",
    );
    expect(source).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
    const letter = await simpleParser(source);
    const { token = "" } =
      /Больше не писать мне об этом: https:\/\/povod\.example\/stop\/(?<token>\S+)/.exec(letter.text ?? "")
        ?.groups ?? {};
    expect(letter.html).toContain(`href="${address}/stop/${token}"`);
    expect(source.replaceAll(/\r\n[ \t]/g, "")).toContain(`<${address}/api/v1/stops/${token}>`);

    const path = `/api/v1/stops/${token}`;
    const before = await server.inject(path);
    expect(before.json()).toEqual({ business: "Дальние берега", stops: "contact", isStopped: false });
    // Whoever only looks, a scanner of links too, stops nothing.
    expect(await words(client)).toEqual(["contact/any true form"]);

    const answered = await press(path);
    expect(answered.statusCode, answered.body).toBe(200);
    expect(answered.json()).toMatchObject({ isStopped: true } satisfies Partial<Stop>);
    await press(path);
    expect(await words(client)).toEqual(["contact/any true form", "contact/email false ссылка в письме"]);
    await planDay(db, { on: day.on.add({ days: 1 }), at: day.at });
    expect((await states(db))["planned"] ?? 0).toBe(0);
  });

  it("stops a letter that is planned already, and offers without the rest", async () => {
    const client = await birthdayClient(db, day);
    await planDay(db, { on: day.on, at: day.at });
    const secret = await secretOf(db, undefined);
    const path = (stops: "advertising" | "contact") =>
      `/api/v1/stops/${tokenOf({ client, touch: newId(), stops }, secret)}`;
    await sql`insert into consent (client_id, id, purpose, channel, given, at, how, wording_version)
      values (${client}::uuid, gen_random_uuid(), 'advertising', 'email', true, ${day.at.subtract({ hours: 1 }).toString()}::text::timestamptz, 'form', '1')`.execute(
      db,
    );
    await press(path("advertising"));
    expect(await states(db)).toEqual({ planned: 1 });
    await press(path("contact"));
    expect(await states(db)).toEqual({ refused: 1 });
    expect(await words(client)).toHaveLength(4);
  });

  it("is nobody's who was not sent it, and of use where the client is gone", async () => {
    const client = await birthdayClient(db, day);
    const secret = await secretOf(db, undefined);
    const stops = "contact" as const;
    const other = await press(
      `/api/v1/stops/${tokenOf({ client, touch: newId(), stops }, "another secret")}`,
    );
    expect(other.statusCode).toBe(404);
    expect((await press("/api/v1/stops/short")).statusCode).toBe(400);
    expect(await words(client)).toHaveLength(1);
    const gone = await press(`/api/v1/stops/${tokenOf({ client: newId(), touch: newId(), stops }, secret)}`);
    expect(gone.json()).toMatchObject({ isStopped: true });
  });

  it("is not offered where nobody reaches the program: the letter asks for a reply", async () => {
    await birthdayClient(db, day);
    await planDay(db, { on: day.on, at: day.at });
    const log = pino({ level: "silent" });
    const signal = new AbortController().signal;
    await releaseDue(db, { transport, clock, log, signal, replan: planDay });
    const letter = await simpleParser(office.taken[0]?.source ?? "");
    expect(letter.headers.has("list-unsubscribe")).toBe(false);
    expect(letter.text).toContain("ответьте на это письмо");
  });
});

describe("a token", () => {
  it("says whose and what it was made for, and nothing where it was changed", () => {
    const letter = { client: newId(), touch: newId(), stops: "advertising" as const };
    const token = tokenOf(letter, "secret");
    expect(readToken(token, "secret")).toEqual(letter);
    for (const at of [0, 30, 43, 60])
      expect(
        readToken(token.slice(0, at) + (token[at] === "A" ? "B" : "A") + token.slice(at + 1), "secret"),
      ).toBe(undefined);
  });

  it("is signed only with a key that is there and is one", () => {
    const wrong = (env: NodeJS.ProcessEnv) => () =>
      emailSettings(readConfiguration({ POVOD_SMTP_URL: "smtp://localhost", ...env }));
    expect(wrong({ POVOD_DKIM_SELECTOR: "povod" })).toThrow("POVOD_DKIM_KEY_FILE: expected");
    expect(wrong({ POVOD_DKIM_KEY_FILE: "/nowhere" })).toThrow("POVOD_DKIM_SELECTOR: expected");
    expect(wrong({ POVOD_DKIM_SELECTOR: "povod", POVOD_DKIM_KEY_FILE: "/nowhere" })).toThrow(
      "POVOD_DKIM_KEY_FILE: expected a file with a private key in PEM, got /nowhere",
    );
  });
});
