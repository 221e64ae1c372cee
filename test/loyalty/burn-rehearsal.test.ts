import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql, type Connection } from "../../src/database/sql.ts";
import { parseDay, type EpochDay } from "../../src/kernel/calendar.ts";
import { systemClock } from "../../src/kernel/clock.ts";
import { newId } from "../../src/kernel/ids.ts";
import { kopecks } from "../../src/kernel/money.ts";
import { burnBonuses } from "../../src/loyalty/actions/burn-bonuses.ts";
import { rehearseBurn } from "../../src/loyalty/actions/rehearse-burn.ts";
import type { DueCard } from "../../src/loyalty/store/burning.ts";
import { layDatabase } from "../support/data-folder.ts";
import { left, onEveryEngine } from "../support/database.ts";
import { povod } from "../support/povod.ts";
import { importRows } from "./base.ts";

const plainDay = (text: string) => Temporal.PlainDate.from(text);

async function rehearsed(db: Connection, on: string) {
  const cards: DueCard[] = [];
  const totals = await rehearseBurn(db, plainDay(on), {
    cardsPerPage: 7,
    onCards: (page) => void cards.push(...page),
  });
  return { cards, totals };
}

/** What is booked as burned, by card and day. */
async function burned(db: Connection): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    select card.number || ' ' || happened_on || ' ' || -gained as line
    from posting join card on card.client_id = posting.client_id and card.id = posting.card_id
    where kind = 'burned'`.execute(db);
  return rows.map(({ line }) => line).sort();
}

onEveryEngine("a burn rehearsal", (database) => {
  const office = newId();
  beforeAll(async () => {
    const { db } = database();
    const first = parseDay("2026-01-01") as EpochDay;
    const rows = Array.from({ length: 120 }, (_, line) => ({
      client: `client ${line % 50}`,
      on: (first + ((line * 37) % 200)) as EpochDay,
      amount: kopecks(1000_00 + line),
      line,
    }));
    await importRows(db, rows);
    await sql`insert into office (id, name, city, address, zone) values (${office}, 'Tverskaya', 'Moscow', '', 'Europe/Moscow')`.execute(
      db,
    );
    await sql`update card set last_presented_office_id = ${office} where right(number, 1) < '5'`.execute(db);
    await sql`update client set family_name = 'Ryabov', given_name = 'Anton' where right(external_id, 1) = '3'`.execute(
      db,
    );
  });

  it("names, card by card, what is then booked, and books nothing itself", async () => {
    const { db } = database();
    for (const on of ["2026-07-01", "2026-08-15", "2026-09-30", "2026-09-30", "2027-12-31"]) {
      const before = await burned(db);
      const { cards, totals } = await rehearsed(db, on);
      expect(await rehearsed(db, on)).toEqual({ cards, totals });
      expect(await burned(db)).toEqual(before);
      const { byOffice, ...all } = totals;
      const booked = await burnBonuses(db, plainDay(on), { clock: systemClock });
      expect({ cards: booked.cards, sum: booked.burned }).toEqual(all);
      const named = cards.map(({ number, burnsOn, balance }) => `${number} ${burnsOn.toString()} ${balance}`);
      expect(await burned(db)).toEqual([...before, ...named].sort());
      expect(byOffice.reduce((sum, { cards: count }) => sum + count, 0)).toBe(all.cards);
      expect(byOffice.reduce((sum, part) => sum + part.sum, 0n)).toBe(all.sum);
      for (const { id, name, ...part } of byOffice) {
        const own = cards.filter((card) => card.officeId === id);
        expect(name).toBe(id === office ? "Tverskaya" : null);
        expect(part).toEqual({ cards: own.length, sum: own.reduce((sum, card) => sum + card.balance, 0n) });
      }
      expect(cards.map(({ burnsOn }) => burnsOn.toString())).toEqual(
        cards.map(({ burnsOn }) => burnsOn.toString()).sort(),
      );
    }
    expect((await burned(db)).length).toBe(50);
  });

  it("stops when it is told to", async () => {
    const { db } = database();
    const more = {
      client: "late",
      on: parseDay("2027-01-01") as EpochDay,
      amount: kopecks(1000_00),
      line: 1,
    };
    await importRows(db, [more]);
    const abort = new AbortController();
    abort.abort("SIGINT");
    const onCards = () => undefined;
    await expect(rehearseBurn(db, plainDay("2028-01-01"), { onCards, signal: abort.signal })).rejects.toThrow(
      "stopped by SIGINT",
    );
    expect((await rehearsed(db, "2028-01-01")).totals).toMatchObject({ cards: 1, sum: 4850n });
  });
});

describe.skipIf(left("pglite"))("burn --on DAY --dry-run", () => {
  const folder = mkdtempSync(join(tmpdir(), "povod-rehearsal-"));
  const data = ["--data", join(folder, "data")];
  const dryRun = ["burn", "--on", "2026-08-01", "--dry-run", ...data];
  beforeAll(async () => {
    layDatabase(join(folder, "data"));
    const rows = Array.from({ length: 25 }, (_, at) => `client ${at},2026-01-31,100.00`);
    const path = join(folder, "sales.csv");
    writeFileSync(path, `client,date,amount\n${rows.join("\n")}\n`);
    await povod(["import", "purchases", path, ...data]);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("is one JSON document with every card, and takes nothing from what is then booked", async () => {
    const { code, stdout } = await povod([...dryRun, "--json"]);
    expect(code).toBe(0);
    const said = JSON.parse(stdout) as { on: string; cards: unknown[]; totals: unknown };
    expect(said.on).toBe("2026-08-01");
    expect(said.cards).toHaveLength(25);
    expect(said.cards[0]).toEqual({
      card: expect.stringMatching(/^\d{16}$/),
      client: expect.any(String),
      owner: null,
      office: null,
      balance: "4.85",
      lastPresentedOn: "2026-01-31",
      burnsOn: "2026-08-01",
    });
    const all = { cards: 25, sum: "121.25" };
    expect(said.totals).toEqual({ ...all, byOffice: [{ id: null, name: null, ...all }] });
  });

  it("lists the first cards and counts the rest, in both languages", async () => {
    const english = (await povod(dryRun)).stdout;
    expect(english).toContain("Through 1 August 2026 burns: 121.25\u00a0₽, 25 cards. Nothing was booked.");
    expect(english).toMatch(/^office not known +121\.25\u00a0₽ +25 cards$/m);
    expect(english.match(/^\d{16} .* burns on 1 August 2026 /gm)).toHaveLength(20);
    expect(english).toContain("… and 5 more cards, 24.25\u00a0₽; --json lists them all.");
    const russian = (await povod(dryRun, { LC_ALL: "ru_RU.UTF-8" })).stdout;
    expect(russian).toContain("По 1 августа 2026 сгорит 121,25\u00a0₽, 25 карт. Ничего не записано.");
    expect(russian).toContain("… и ещё 5 карт, 24,25\u00a0₽; все — с --json.");
  });

  it("says so where nothing burns", async () => {
    const early = ["burn", "--on", "2026-07-31", "--dry-run", ...data];
    expect((await povod(early)).stdout).toBe("Nothing burns through 31 July 2026.\n");
    expect(JSON.parse((await povod([...early, "--json"])).stdout)).toEqual({
      on: "2026-07-31",
      cards: [],
      totals: { cards: 0, sum: "0.00", byOffice: [] },
    });
  });

  it("is never mistaken for the booking", async () => {
    for (const args of [
      ["--on", "2026-08-01"],
      ["--dry-run"],
      ["--through", "2026-08-01", "--dry-run"],
      ["--through", "2026-08-01", "--on", "2026-08-01"],
    ])
      expect((await povod(["burn", ...args, ...data])).code).toBe(2);
    const booked = await povod(["burn", "--through", "2026-08-01", "--json", ...data]);
    expect(JSON.parse(booked.stdout)).toEqual({ through: "2026-08-01", cards: 25, burned: "121.25" });
  });
});
