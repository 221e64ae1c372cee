import pino from "pino";
import { beforeEach, expect, it } from "vitest";
import { recordWish } from "../../src/clients/actions/record-wish.ts";
import { sql, type Connection } from "../../src/database/sql.ts";
import { releaseDue } from "../../src/delivery/actions/release-due.ts";
import { askedAfterwards } from "../../src/delivery/asked-afterwards.ts";
import type { Letter } from "../../src/delivery/channels/email/transport.ts";
import { newId } from "../../src/kernel/ids.ts";
import { planDay } from "../../src/planning/actions/plan-day.ts";
import { replanClients } from "../../src/planning/actions/replan-clients.ts";
import { onEveryEngine } from "../support/database.ts";
import { afternoonAt, birthdayClient, emptyMailBase, startMailBase } from "./mail-base.ts";

const day = afternoonAt(Temporal.Instant.from("2026-11-18T11:00:00Z"));
const clock = { now: () => day.at };

onEveryEngine("a wish while letters are leaving", (database) => {
  let db: Connection;
  beforeEach(async () => {
    db = database().db;
    await emptyMailBase(db);
    await startMailBase(db, day);
  });

  it("stops the letter that is claimed and not yet begun", async () => {
    const clients = new Map<string, string>();
    for (const email of ["a@example.org", "b@example.org", "c@example.org"])
      clients.set(email, await birthdayClient(db, day, { email }));
    await planDay(db, { on: day.on, at: day.at });
    const sent: string[] = [];
    const send = async ({ to }: Letter): Promise<string> => {
      sent.push(to);
      if (sent.length > 1) return "250 taken";
      // All three are claimed; the next in turn asks for silence while the first is on its way.
      const { rows } = await sql<{ state: string }>`select distinct state from touch`.execute(db);
      expect(rows).toEqual([{ state: "claimed" }]);
      for (const [email, client] of clients)
        if (email !== to && email !== "c@example.org")
          await recordWish(
            { db, clock, replan: replanClients },
            { client, key: newId(), input: { scope: "everything", words: "не пишите мне" } },
          );
      return "250 taken";
    };
    const transport = { connections: 1, from: "hello@example.com", send, close: () => undefined };
    const signal = new AbortController().signal;
    const released = await releaseDue(db, {
      transport,
      clock,
      log: pino({ level: "silent" }),
      signal,
      replan: planDay,
    });
    const { rows } = await sql<{ client: string; state: string; rule: string | null; recalled: boolean }>`
      select client_id as client, state, decided_by as rule, recalled_at is not null as recalled from touch`.execute(
      db,
    );
    const asked = [...clients].filter(([email]) => email !== sent[0] && email !== "c@example.org");
    const silent = new Set(asked.map(([, client]) => client));
    expect(released).toMatchObject({ sent: 3 - silent.size, postponed: silent.size });
    expect(sent.filter((to) => asked.some(([email]) => email === to))).toEqual([]);
    for (const touch of rows)
      expect(touch).toMatchObject(
        silent.has(touch.client)
          ? { state: "refused", rule: "do_not_disturb", recalled: false }
          : { state: "sent", rule: null, recalled: false },
      );
    const { rows: intents } = await sql`select 1 from intent`.execute(db);
    expect(intents).toHaveLength(3 - silent.size);
  });
});

onEveryEngine("wishes and letters at once", (database) => {
  it("end every letter as sent or refused, never as both", async () => {
    const { db } = database();
    await emptyMailBase(db);
    await startMailBase(db, day);
    const clients: string[] = [];
    for (let i = 0; i < 24; i++) clients.push(await birthdayClient(db, day, { email: `${i}@example.org` }));
    await planDay(db, { on: day.on, at: day.at });
    const sent = new Set<string>();
    const send = async ({ to }: Letter): Promise<string> => {
      sent.add(to);
      return "250 taken";
    };
    const transport = { connections: 3, from: "hello@example.com", send, close: () => undefined };
    const desk = { db, clock, replan: replanClients };
    const input = { scope: "everything" as const, words: "не пишите мне" };
    const { signal } = new AbortController();
    const log = pino({ level: "silent" });
    await Promise.all([
      releaseDue(db, { transport, clock, log, signal, replan: planDay }),
      ...clients.slice(0, 12).map((client) => recordWish(desk, { client, key: newId(), input })),
    ]);
    await releaseDue(db, { transport, clock, log, signal, replan: planDay });
    const { rows } = await sql<{ email: string; state: string }>`
      select value as email, touch.state from touch
      join contact_point on contact_point.client_id = touch.client_id`.execute(db);
    expect(rows).toHaveLength(24);
    for (const { email, state } of rows)
      expect([email, state]).toEqual([email, sent.has(email) ? "sent" : "refused"]);
    expect(sent.size).toBeGreaterThanOrEqual(12);
  });
});

it("a question is asked after everybody whom its answer is for", async () => {
  let asked = 0;
  const open: ((answer: number) => void)[] = [];
  const ask = askedAfterwards(() => {
    asked += 1;
    return new Promise<number>((resolve) => open.push(resolve));
  });
  const first = ask();
  const [second, third] = [ask(), ask()];
  expect(asked).toBe(1);
  open[0]?.(1);
  expect(await first).toBe(1);
  await Promise.resolve();
  const fourth = ask();
  expect(asked).toBe(2);
  open[1]?.(2);
  expect(await Promise.all([second, third])).toEqual([2, 2]);
  await Promise.resolve();
  open[2]?.(3);
  expect(await fourth).toBe(3);
});
