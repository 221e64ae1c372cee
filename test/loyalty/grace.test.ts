/** Grace periods and new versions of the rules: what they move, what they leave, who may. */
import { expect, it } from "vitest";
import { sql } from "../../src/database/sql.ts";
import { newId } from "../../src/kernel/ids.ts";
import { bookPurchase } from "../../src/loyalty/actions/book-purchase.ts";
import { burnBonuses } from "../../src/loyalty/actions/burn-bonuses.ts";
import { explainCard } from "../../src/loyalty/actions/explain-card.ts";
import {
  finishGraces,
  giveGrace,
  giveGraceToCard,
  readGraces,
} from "../../src/loyalty/actions/give-grace.ts";
import { presentCard } from "../../src/loyalty/actions/present-card.ts";
import { readCard } from "../../src/loyalty/actions/read-card.ts";
import { sellCard } from "../../src/loyalty/actions/sell-card.ts";
import { readPrograms, startProgram } from "../../src/loyalty/actions/start-program.ts";
import { verifyLedger } from "../../src/loyalty/actions/verify-ledger.ts";
import { onEveryEngine } from "../support/database.ts";
import { addOffice, addStaff, newClient, standingClock } from "./till-base.ts";

onEveryEngine("grace periods", (database) => {
  /** A card sold on 31 January 2026 with a bonus of 485.00, which is valid through 31 July. */
  async function sold(where: { office?: string; cardType?: string } = {}) {
    const { db } = database();
    const clock = standingClock("2026-01-31");
    const till = { db, clock };
    const sale = { client: await newClient(db), ...where };
    const { card: number } = await sellCard(till, { key: newId(), input: sale });
    await bookPurchase(till, { number, key: newId(), input: { price: "10000.00" } });
    return { till, clock, number };
  }
  const terms = async (through: string) => ({
    through,
    reason: "ремонт офиса",
    staffMember: await addStaff(database().db, "owner"),
  });

  it("of a card: the bonus stays, the sentence says why, a later presentation reaches further", async () => {
    const { till, clock, number } = await sold();
    clock.set("2026-07-31");
    const command = { number, key: newId(), input: await terms("2026-09-15") };
    const given = await giveGraceToCard(till, command);
    expect(given).toMatchObject({ validThrough: "2026-09-15", burnsOn: "2026-09-16", balance: "485.00" });
    expect(await giveGraceToCard(till, command)).toEqual(given);
    await verifyLedger(till.db);
    expect((await explainCard(till, { number, language: "ru" })).why).toBe(
      "Карту последний раз предъявили 31 января; 31 июля бонусам продлили срок («ремонт офиса»), потратить их можно по 15 сентября включительно.",
    );
    clock.set("2026-09-15");
    await burnBonuses(till.db, clock.now(), { clock });
    expect(await readCard(till, number)).toMatchObject({ balance: "485.00" });
    await presentCard(till, { number, key: newId(), input: {} });
    expect(await readCard(till, number)).toMatchObject({ validThrough: "2027-03-15" });
    await verifyLedger(till.db);
  });

  it("is refused to a bonus that burned, to a day that is no later, and to who may not", async () => {
    const { till, clock, number } = await sold();
    const give = (input: Awaited<ReturnType<typeof terms>>) =>
      giveGraceToCard(till, { number, key: newId(), input });
    await expect(give(await terms("2026-07-31"))).rejects.toMatchObject({
      code: "bad_input",
      place: { field: "through" },
    });
    const staffMember = await addStaff(till.db, "manager");
    await expect(give({ ...(await terms("2026-09-15")), staffMember })).rejects.toMatchObject({
      code: "not_allowed",
    });
    clock.set("2026-08-01");
    await expect(give(await terms("2026-09-15"))).rejects.toMatchObject({ code: "bad_input" });
    expect(await readCard(till, number)).toMatchObject({ balance: "0.00", validThrough: "2026-07-31" });
  });

  it("of an office: its cards, also after it is interrupted, and none that burned before", async () => {
    const { db } = database();
    const [office, elsewhere] = [await addOffice(db), await addOffice(db)];
    const cards = [await sold({ office }), await sold({ office }), await sold({ office })] as const;
    const other = await sold({ office: elsewhere });
    const { till, clock } = cards[0];
    // One was shown in March; the others burn on 1 August, and nobody has booked it yet.
    clock.set("2026-03-10");
    await presentCard(till, { number: cards[1].number, key: newId(), input: {} });
    clock.set("2026-08-01");
    const command = { key: newId(), input: { ...(await terms("2026-12-31")), office } };
    const stop = new AbortController();
    await expect(
      giveGrace(till, command, { cardsPerBatch: 1, signal: stop.signal, onProgress: () => stop.abort() }),
    ).rejects.toMatchObject({ code: "interrupted" });
    expect((await readGraces(db))[0]).toMatchObject({ office, cards: null });
    clock.set("2026-08-02");
    expect(await finishGraces(till)).toBe(1);
    expect(await finishGraces(till)).toBe(0);
    expect(await readCard(till, cards[0].number)).toMatchObject({ balance: "0.00" });
    expect(await readCard(till, cards[1].number)).toMatchObject({
      balance: "485.00",
      validThrough: "2026-12-31",
    });
    expect(await readCard(till, other.number)).toMatchObject({ validThrough: "2026-07-31" });
    // A till was offline: on 20 July one of the burned ones was shown, so on 1 August its bonus was there.
    await presentCard(till, { number: cards[2].number, key: newId(), input: { on: "2026-07-20" } });
    expect(await readCard(till, cards[2].number)).toMatchObject({
      balance: "485.00",
      validThrough: "2027-01-20",
    });
    expect(await giveGrace(till, command)).toMatchObject({ office });
    await expect(
      giveGrace(till, { ...command, input: { ...command.input, through: "2027-12-31" } }),
    ).rejects.toMatchObject({ code: "idempotency_conflict" });
    await verifyLedger(db);
  });

  it("of every card: a card sold the same day has it too, one sold the next day has not", async () => {
    const { till, clock } = await sold();
    clock.set("2026-02-10");
    const { cards } = await giveGrace(till, { key: newId(), input: await terms("2026-10-01") });
    expect(cards).toBeGreaterThan(0);
    const sell = async () => sellCard(till, { key: newId(), input: { client: await newClient(till.db) } });
    expect(await sell()).toMatchObject({ validThrough: "2026-10-01" });
    clock.set("2026-02-11");
    expect(await sell()).toMatchObject({ validThrough: "2026-08-11" });
    await verifyLedger(till.db);
  });
});

onEveryEngine("burning by each office's calendar", (database) => {
  it("burns in Vladivostok while it is still yesterday in Kaliningrad", async () => {
    const { db } = database();
    const clock = standingClock("2026-01-31");
    const till = { db, clock };
    const numbers: string[] = [];
    for (const zone of ["Asia/Vladivostok", "Europe/Kaliningrad"]) {
      const sale = { client: await newClient(db), office: await addOffice(db, zone) };
      const { card: number } = await sellCard(till, { key: newId(), input: sale });
      await bookPurchase(till, { number, key: newId(), input: { price: "10000.00" } });
      numbers.push(number);
    }
    const evening = Temporal.Instant.from("2026-07-31T20:00:00+03:00");
    expect(await burnBonuses(db, evening, { clock })).toEqual({ cards: 1, burned: 485_00n });
    const { rows } = await sql<{ balance: bigint }>`
      select balance from card where number = ${numbers[0] ?? ""}`.execute(db);
    expect(rows[0]?.balance).toBe(0n);
    await verifyLedger(db);
  });
});

onEveryEngine("new rules", (database) => {
  it("start on a day to come, and take nothing away that a day before promised", async () => {
    const { db } = database();
    const clock = standingClock("2026-01-31");
    const till = { db, clock };
    const { card: number } = await sellCard(till, { key: newId(), input: { client: await newClient(db) } });
    await expect(startProgram(till, { startsOn: "2026-01-31", validity: "P1M" })).rejects.toMatchObject({
      code: "bad_input",
      place: { field: "startsOn" },
    });
    const asked = { startsOn: "2026-02-01", validity: "P1M", discount: "2.5" };
    const program = await startProgram(till, asked);
    expect(program).toMatchObject({ cardType: "standard", version: 2, discount: "2.5", accrual: "5" });
    expect(await startProgram(till, asked)).toEqual(program);
    await expect(startProgram(till, { ...asked, accrual: "6" })).rejects.toMatchObject({ code: "bad_input" });
    clock.set("2026-02-10");
    const bought = await bookPurchase(till, { number, key: newId(), input: { price: "10000.00" } });
    expect(bought).toMatchObject({ discount: "250.00", card: { validThrough: "2026-07-31" } });
    expect((await explainCard(till, { number, language: "en" })).why).toBe(
      "The card was last presented on 10 February; by the rules in force when it was presented on 31 January, bonuses are kept for 6 months after that day and can be spent through 31 July.",
    );
    clock.set("2026-07-20");
    await presentCard(till, { number, key: newId(), input: {} });
    expect(await readCard(till, number)).toMatchObject({ validThrough: "2026-08-20", balance: "487.50" });
    await verifyLedger(db);
  });

  it("are a card's own by its type", async () => {
    const { db } = database();
    const clock = standingClock("2026-01-31");
    const till = { db, clock };
    await startProgram(till, {
      cardType: "gold",
      startsOn: "2026-01-01",
      discount: "7",
      cardPrice: "2000.00",
    });
    const sale = { client: await newClient(db), cardType: "gold" };
    const { card: number } = await sellCard(till, { key: newId(), input: sale });
    expect(await bookPurchase(till, { number, key: newId(), input: { price: "100.00" } })).toMatchObject({
      discount: "7.00",
    });
    await expect(
      sellCard(till, { key: newId(), input: { ...sale, cardType: "silver" } }),
    ).rejects.toMatchObject({ code: "bad_input", place: { field: "cardType" } });
    expect((await readPrograms(db)).map(({ cardType, version }) => `${cardType} ${version}`)).toContain(
      "gold 1",
    );
  });
});
