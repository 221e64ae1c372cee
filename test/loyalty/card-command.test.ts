/** What a person at a terminal is told of a card, and how an office gets its numbers. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { cardCommand } from "../../src/cli/commands/card.ts";
import { cardsRangeCommand, cardsRangesCommand } from "../../src/cli/commands/cards-ranges.ts";
import { openDatabase } from "../../src/database/database.ts";
import { sql } from "../../src/database/sql.ts";
import { systemClock } from "../../src/kernel/clock.ts";
import { newId } from "../../src/kernel/ids.ts";
import { bookPurchase } from "../../src/loyalty/actions/book-purchase.ts";
import { renewCard } from "../../src/loyalty/actions/renew-card.ts";
import { replaceCard } from "../../src/loyalty/actions/replace-card.ts";
import { sellCard } from "../../src/loyalty/actions/sell-card.ts";
import { layDatabase } from "../support/data-folder.ts";
import { runCommand } from "../support/command.ts";
import { newOffice } from "./desk-base.ts";
import { newClient } from "./till-base.ts";

const folder = mkdtempSync(join(tmpdir(), "povod-card-"));
const data = ["--data", folder];
let lost: string;
let card: string;

beforeAll(async () => {
  layDatabase(folder);
  const { db, close } = await openDatabase({ engine: "pglite", folder });
  const office = await newOffice(db, "Вайнера, 9");
  const client = await newClient(db);
  await sql`update client set given_name = 'Анна', family_name = 'Котова' where id = ${client}`.execute(db);
  const till = { db, clock: systemClock };
  lost = (await sellCard(till, { key: newId(), input: { client, office } })).card;
  await bookPurchase(till, { number: lost, key: newId(), input: { price: "10000.00", office } });
  card = (await replaceCard(till, { number: lost, key: newId(), input: { office } })).card;
  await renewCard(till, { number: card, key: newId(), input: { to: "asked", office } });
  await close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("how it stands and why until then, in words and as a document", async () => {
  const { out } = await runCommand(cardCommand, [card, ...data], { language: "ru" });
  for (const told of [
    /^Карта {10}77\d{14}$/m,
    /^Владелец {7}Котова Анна$/m,
    /^Состояние {6}действует$/m,
    /^Бонусы {9}485\s₽$/m,
    /^Депозит {8}0\s₽$/m,
    /^Перевыпуск {5}офис выбран, Вайнера, 9, /m,
    /^Карту последний раз предъявили .* \(Вайнера, 9\); бонусы хранятся 6 месяцев/m,
  ])
    expect(out).toMatch(told);
  const json = JSON.parse((await runCommand(cardCommand, [card, "--json", ...data])).out) as Record<
    string,
    unknown
  >;
  expect(json).toMatchObject({
    card,
    owner: "Котова Анна",
    state: "active",
    balance: "485.00",
    deposit: "0.00",
    renewal: { state: "office_chosen", office: "Вайнера, 9" },
    whyThisDate: expect.stringContaining("last presented"),
  });
});

it("by the number of one that was replaced too; one that is not there is refused", async () => {
  const { out } = await runCommand(cardCommand, [lost, ...data]);
  expect(out).toMatch(new RegExp(`^Number {9}${lost}: no longer works, [^]*^Card {11}${card}$`, "m"));
  await expect(runCommand(cardCommand, ["7700000000000001", ...data])).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(runCommand(cardCommand, ["77", ...data])).rejects.toMatchObject({ code: "bad_input" });
});

it("as a QR code in a file, unless it is dead", async () => {
  const file = join(folder, "card.svg");
  await runCommand(cardCommand, [card, "--qr", file, ...data]);
  expect(readFileSync(file, "utf8")).toContain("<svg");
  const dead = runCommand(cardCommand, [lost, "--qr", file, ...data]);
  await expect(dead).rejects.toMatchObject({ code: "card_replaced" });
});

it("an office gets numbers by its name, and what is left is told", async () => {
  const range = ["--office", "Вайнера, 9", "--from", "1", "--to", "5000", ...data];
  const { out } = await runCommand(cardsRangeCommand, range);
  expect(out).toBe("Вайнера, 9  7700000000000016…7700000000050003  5,000 left\n");
  const json = JSON.parse((await runCommand(cardsRangesCommand, ["--json", ...data])).out) as object;
  expect(json).toMatchObject({ ranges: [{ officeName: "Вайнера, 9", left: 5000 }] });
  const overlapping = ["--office", "Вайнера, 9", "--from", "5000", "--to", "6000", ...data];
  await expect(runCommand(cardsRangeCommand, overlapping)).rejects.toMatchObject({ code: "range_overlaps" });
  await expect(runCommand(cardsRangeCommand, ["--from", "1", "--to", "2", ...data])).rejects.toThrow(
    "--office",
  );
});
