import { simpleParser } from "mailparser";
import pino from "pino";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openEmailTransport, type EmailTransport } from "../../src/delivery/channels/email/transport.ts";
import { releaseDue, type Released } from "../../src/delivery/actions/release-due.ts";
import { settleLostIntents } from "../../src/delivery/actions/settle-lost-intents.ts";
import { sql, type Connection } from "../../src/database/sql.ts";
import { newId } from "../../src/kernel/ids.ts";
import { planDay } from "../../src/planning/actions/plan-day.ts";
import { onEveryEngine } from "../support/database.ts";
import {
  afternoonAt,
  birthdayClient,
  birthdayClients,
  emptyMailBase,
  startMailBase,
  states,
} from "./mail-base.ts";
import { openPostOffice, type PostOffice } from "./post-office.ts";

const day = afternoonAt(Temporal.Instant.from("2026-11-18T11:00:00Z"));
const log = pino({ level: "silent" });

onEveryEngine("letters", (database) => {
  let db: Connection;
  let office: PostOffice;
  let transport: EmailTransport;
  let now = day.at;

  const open = (url: string): EmailTransport =>
    openEmailTransport({ url, from: "Дальние берега <hello@example.com>", connections: 4 });
  const release = (signal = new AbortController().signal): Promise<Released> =>
    releaseDue(db, { transport, clock: { now: () => now }, log, signal, replan: planDay });
  const plan = (): Promise<void> => planDay(db, { on: day.on, at: now });
  const touchOf = async (client: string) => {
    const { rows } = await sql<{ id: string; state: string; causes: string[] }>`
      select id, state, (select array_agg(to_state || ': ' || cause order by at) from touch_move where touch_id = touch.id) as causes
      from touch where client_id = ${client}::uuid and on_day = ${day.on.toString()}::text::date`.execute(db);
    return rows[0];
  };

  beforeEach(async () => {
    db = database().db;
    now = day.at;
    await emptyMailBase(db);
    await startMailBase(db, day);
    office = await openPostOffice();
    transport = open(office.url);
  });
  afterEach(async () => {
    transport.close();
    await office.close();
  });

  it("sends what is planned, once, and records every step", async () => {
    const client = await birthdayClient(db, day, { givenName: "Марина", patronymic: "Сергеевна" });
    await plan();
    expect(await release()).toEqual({ sent: 1, failed: 0, postponed: 0, unknown: 0 });
    expect(await release()).toEqual({ sent: 0, failed: 0, postponed: 0, unknown: 0 });
    await plan();
    await release();
    expect(office.taken).toHaveLength(1);
    const touch = await touchOf(client);
    expect(touch?.state).toBe("sent");
    expect(touch?.causes).toEqual(["claimed: released", expect.stringMatching(/^sent: 250/)]);
    expect(office.taken[0]?.messageId).toBe(`<${touch?.id}@example.com>`);
    const letter = await simpleParser(office.taken[0]?.source ?? "");
    expect(letter.subject).toBe("Марина Сергеевна, с днём рождения!");
    expect(letter.from?.text).toBe('"Дальние берега" <hello@example.com>');
    expect(letter.text).toContain("Марина Сергеевна, с днём рождения!");
    expect(letter.html).toContain("Марина Сергеевна, с днём рождения!");
    expect(letter.headers.has("list-unsubscribe")).toBe(false);
  });

  it("speaks the client's language and finds an address where no name is known", async () => {
    await birthdayClient(db, day, { givenName: "Marina", language: "en" });
    await birthdayClient(db, day, { givenName: "", patronymic: "" });
    await plan();
    await release();
    const subjects = await Promise.all(
      office.taken.map(async ({ source }) => (await simpleParser(source)).subject),
    );
    expect(new Set(subjects)).toEqual(
      new Set(["Happy birthday, Marina!", "Уважаемый клиент, с днём рождения!"]),
    );
  });

  it("escapes what people are called", async () => {
    await birthdayClient(db, day, { givenName: `<b>Анна & "Ко"</b>`, patronymic: "" });
    await plan();
    await release();
    const letter = await simpleParser(office.taken[0]?.source ?? "");
    expect(letter.subject).toBe(`<b>Анна & "Ко"</b>, с днём рождения!`);
    expect(letter.text).toContain(`<b>Анна & "Ко"</b>, с днём рождения!`);
    expect(letter.html).toContain("&lt;b&gt;Анна &amp; &quot;Ко&quot;&lt;/b&gt;, с днём рождения!");
    expect(letter.html).not.toContain("<b>");
  });

  it("a wish recorded after planning stops the letter", async () => {
    const silent = await birthdayClient(db, day);
    const other = await birthdayClient(db, day);
    await plan();
    await sql`
      insert into do_not_disturb (client_id, id, scope, since, recorded_by, words)
      values (${silent}::uuid, ${newId()}::uuid, 'everything', ${now.toString()}::text::timestamptz, 'desk', 'не пишите мне')`.execute(
      db,
    );
    now = now.add({ seconds: 1 });
    expect((await release()).sent).toBe(1);
    expect((await touchOf(silent))?.state).toBe("refused");
    expect((await touchOf(other))?.state).toBe("sent");
  });

  it("a letter whose template lacks a fact is not sent and says where", async () => {
    const client = await birthdayClient(db, day);
    await sql`
      update chain_version set hash = 'lacks a fact', definition = jsonb_set(definition, '{templates,greeting,body,ru}',
        '"{{ client.address }}, на карте {{ card.balance }}"')
      where chain = 'birthday'`.execute(db);
    await sql`update chain_version set version = 7 where chain = 'birthday'`.execute(db);
    await plan();
    expect(await release()).toMatchObject({ sent: 0, failed: 1 });
    expect(office.taken).toHaveLength(0);
    expect((await touchOf(client))?.causes.at(-1)).toBe(
      "failed: template birthday v7, greeting.body.ru: undefined variable: card, line:1, col:35",
    );
    const { rows } = await sql<{ state: string }>`select state from contact_point`.execute(db);
    expect(rows).toEqual([{ state: "verified" }]);
  });

  it("an address refused for good is bounced, a full mailbox and a spam verdict are not", async () => {
    office.atAddress = (to) =>
      ({
        "gone@example.org": [550, "5.1.1 no such user"] as [number, string],
        "full@example.org": [552, "5.2.2 mailbox full"] as [number, string],
        "wary@example.org": [550, "5.7.1 we do not like you"] as [number, string],
      })[to];
    for (const email of ["gone@example.org", "full@example.org", "wary@example.org", "fine@example.org"])
      await birthdayClient(db, day, { email });
    await plan();
    expect(await release()).toEqual({ sent: 1, failed: 3, postponed: 0, unknown: 0 });
    const { rows } = await sql<{ value: string }>`
      select value from contact_point where state = 'bounced'`.execute(db);
    expect(rows).toEqual([{ value: "gone@example.org" }]);
    await plan();
    await release();
    expect(office.taken).toHaveLength(1);
  });

  it("a server that is away: nothing lost, nothing twice when it is back", async () => {
    await birthdayClients(db, day, 30);
    await plan();
    await office.close();
    expect(await release()).toMatchObject({ sent: 0, failed: 0, unknown: 0 });
    expect(await states(db)).toEqual({ planned: 30 });
    office = await openPostOffice();
    transport.close();
    transport = open(office.url);
    now = now.add({ minutes: 5 });
    expect((await release()).sent).toBe(30);
    expect(await states(db)).toEqual({ sent: 30 });
    expect(new Set(office.taken.map((taken) => taken.to)).size).toBe(30);
    expect(office.taken).toHaveLength(30);
  });

  it("a temporary refusal is tried again later, not at once", async () => {
    let greylisted = true;
    office.atAddress = () => (greylisted ? [451, "4.7.1 try again later"] : undefined);
    await birthdayClient(db, day);
    await plan();
    expect(await release()).toMatchObject({ sent: 0, postponed: 1 });
    expect(await states(db)).toEqual({ planned: 1 });
    greylisted = false;
    expect((await release()).sent).toBe(0);
    now = now.add({ minutes: 6 });
    expect((await release()).sent).toBe(1);
  });

  it("a connection lost after the letter was handed over: unknown, and never again", async () => {
    office.atLetter = () => "hang up";
    const client = await birthdayClient(db, day);
    await plan();
    expect(await release()).toEqual({ sent: 0, failed: 0, postponed: 0, unknown: 1 });
    office.atLetter = () => undefined;
    now = now.add({ minutes: 20 });
    await plan();
    await release();
    expect((await touchOf(client))?.state).toBe("unknown");
    expect(office.taken).toHaveLength(1);
  });

  it("an intent past its lease becomes unknown and is never sent", async () => {
    const client = await birthdayClient(db, day);
    await plan();
    await sql`
      with claimed as (update touch set state = 'claimed' returning client_id, id)
      insert into intent (client_id, touch_id, message_id, address, claimed_by, claimed_at, lease_until)
      select client_id, id, '<x@y>', 'a@example.org', 'another-machine/1/1', ${now.toString()}::text::timestamptz,
        ${now.add({ minutes: 10 }).toString()}::text::timestamptz from claimed`.execute(db);
    expect(await settleLostIntents(db, { at: now })).toBe(0);
    now = now.add({ minutes: 10 });
    expect(await settleLostIntents(db, { at: now })).toBe(1);
    expect(await touchOf(client)).toMatchObject({ state: "unknown", causes: ["unknown: intent_lost"] });
    await plan();
    await release();
    expect(office.taken).toHaveLength(0);
  });

  it("stops beginning letters when told to end, and gives the rest back", async () => {
    await birthdayClients(db, day, 60);
    await plan();
    const abort = new AbortController();
    office.onTaken = () => {
      if (office.taken.length >= 10) abort.abort();
    };
    const released = await release(abort.signal);
    expect(released.sent).toBeGreaterThanOrEqual(10);
    expect(released).toMatchObject({ failed: 0, unknown: 0, postponed: 60 - released.sent });
    expect(await states(db)).toEqual({ planned: 60 - released.sent, sent: released.sent });
    expect((await release()).sent).toBe(60 - released.sent);
    expect(new Set(office.taken.map((taken) => taken.messageId)).size).toBe(60);
    expect(office.taken).toHaveLength(60);
  });

  it("two workers at once send nothing twice", async () => {
    await birthdayClients(db, day, 500);
    await plan();
    const both = await Promise.all([release(), release()]);
    expect(both[0].sent + both[1].sent).toBe(500);
    expect(new Set(office.taken.map((taken) => taken.messageId)).size).toBe(500);
    expect(office.taken).toHaveLength(500);
    expect(await states(db)).toEqual({ sent: 500 });
  });
});
