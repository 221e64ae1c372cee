/** What measures is measured on bases that fit the tables as they are now. */
import { afterEach, expect, it } from "vitest";
import { generateBase } from "../../bench/base.ts";
import { generateCards } from "../../bench/card-base.ts";
import { generateLedger } from "../../bench/ledger-base.ts";
import { generateNames } from "../../bench/name-base.ts";
import { installPack } from "../../src/chains/actions/install-pack.ts";
import { sql, type Connection } from "../../src/database/sql.ts";
import { planDay } from "../../src/planning/actions/plan-day.ts";
import { openTestDatabase } from "../support/database.ts";

const on = Temporal.PlainDate.from("2026-11-18");
const at = Temporal.Instant.from("2026-11-18T06:00:00Z");
let close: (() => Promise<void>) | undefined;
afterEach(() => close?.());

async function empty(): Promise<Connection> {
  const database = await openTestDatabase("pglite");
  close = () => database.close();
  return database.db;
}

async function clients(db: Connection): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from client`.execute(db);
  return rows[0]?.count ?? 0;
}

it("a base with years behind it, which is planned for", async () => {
  const db = await empty();
  await installPack(db, "travel", at);
  await generateBase(db, { clients: 300, on, issueOn: on, years: true });
  await planDay(db, { on, at });
  const { rows } = await sql<{ planned: number }>`
    select count(*)::int as planned from touch where on_day = ${on.toString()}::text::date and state = 'planned'`.execute(
    db,
  );
  expect(rows[0]?.planned).toBeGreaterThan(10);
});

it.each([
  ["names", (db: Connection) => generateNames(db, 300)],
  ["cards", (db: Connection) => generateCards(db, 300)],
  ["a ledger", (db: Connection) => generateLedger(db, { cards: 300, postingsPerCard: 3, dueCards: 50, on })],
])("%s", async (_, generate) => {
  const db = await empty();
  await generate(db);
  expect(await clients(db)).toBeGreaterThan(0);
});
