/** A statement over HTTP and on paper, read back by a reader of PDFs; a folder of them, whole and interrupted. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { extractText, getDocumentProxy, getMeta } from "unpdf";
import { describe, expect, it } from "vitest";
import { sql } from "../../src/database/sql.ts";
import { createServer } from "../../src/http/server.ts";
import { newId } from "../../src/kernel/ids.ts";
import { sayFigure } from "../../src/kernel/language.ts";
import { createLog } from "../../src/kernel/log.ts";
import { bookPurchase } from "../../src/loyalty/actions/book-purchase.ts";
import { sellCard } from "../../src/loyalty/actions/sell-card.ts";
import { writePapers } from "../../src/loyalty/actions/write-papers.ts";
import { statementPdf } from "../../src/loyalty/statement-pdf.ts";
import { stateMonth, type CardMonth } from "../../src/loyalty/statement.ts";
import { onEveryEngine } from "../support/database.ts";
import { newClient, standingClock } from "./till-base.ts";
import { asProgram } from "../support/as-program.ts";

/** A reader makes one of all kinds of space. */
const asRead = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, " ");

async function readPdf(bytes: Uint8Array): Promise<{ pages: string[]; title: string }> {
  const document = await getDocumentProxy(new Uint8Array(bytes));
  const { text } = await extractText(document, { mergePages: false });
  return { pages: text.map(asRead), title: asRead(String((await getMeta(document)).info["Title"])) };
}

const paper = {
  language: "ru",
  currency: "RUB",
  business: "Добрые поездки",
  on: Temporal.PlainDate.from("2026-07-02"),
} as const;

const purchase = fc.record({
  day: fc.integer({ min: 1, max: 30 }),
  office: fc.constantFrom(null, "Тверь", "Екатеринбург, торговый центр «Гринвич», второй этаж, направо"),
  price: fc.bigInt({ min: 1n, max: 9_999_999_999n }),
});

function cardMonth(purchases: readonly { day: number; office: string | null; price: bigint }[]): CardMonth {
  const dealings = purchases.map(({ day, office, price }, i) => ({
    dealingId: String(i),
    on: `2026-06-${String(day).padStart(2, "0")}`,
    office,
    price,
    discount: (price * 3n) / 100n,
    paid: price - (price * 3n) / 100n,
  }));
  return {
    client: newId(),
    owner: "Ёлкина Анна",
    card: "7712345678901234",
    opening: { bonus: 125_000n, deposit: 0n },
    moves: dealings.map(({ dealingId, on, paid }) => ({
      on,
      kind: "earned",
      account: "card-bonus",
      amount: paid / 20n,
      dealingId,
    })),
    purchases: dealings,
    refunds: [],
    burnsOn: "2026-12-31",
  };
}

describe("a statement on paper", () => {
  it("says every line on as many pages as it takes, and the totals once", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(purchase, { maxLength: 120 }), async (purchases) => {
        const statement = stateMonth("2026-06", cardMonth(purchases));
        const { pages, title } = await readPdf(await statementPdf(statement, paper));
        const text = pages.join("\n");
        expect(title).toBe("Выписка по карте 7712 3456 7890 1234, июнь 2026");
        expect(text).toContain("Ёлкина Анна");
        expect(text).toContain("31 декабря 2026");
        for (const { price, paid, earned, balance } of statement.lines)
          for (const sum of [price, paid, earned, balance])
            expect(text).toContain(asRead(sayFigure("ru", sum)));
        expect(text.match(/Покупка/g) ?? []).toHaveLength(purchases.length);
        expect(text.match(/Итого/g) ?? []).toHaveLength(purchases.length > 0 ? 1 : 0);
        if (pages.length > 1)
          pages.forEach((page, i) => {
            expect(page).toContain(`Страница ${i + 1} из ${pages.length}`);
            expect(page).toContain("Начислено");
            expect(page).toContain("Покупка");
          });
      }),
      { numRuns: 25 },
    );
  });

  it("is the same file for the same statement on the same day", async () => {
    const statement = stateMonth("2026-06", cardMonth([{ day: 3, office: "Тверь", price: 100_000n }]));
    expect((await statementPdf(statement, paper)).equals(await statementPdf(statement, paper))).toBe(true);
  });
});

onEveryEngine("statements as papers", (database) => {
  async function shop() {
    const { db } = database();
    const till = { db, clock: standingClock("2024-02-10") };
    const office = newId();
    await sql`
      insert into office (id, name, city, address, zone)
      values (${office}, 'Tver & <Sons>', 'Tver', 'x', 'Europe/Moscow')`.execute(db);
    const numbers: string[] = [];
    for (let n = 0; n < 7; n++) {
      const { card: number } = await sellCard(till, { key: newId(), input: { client: await newClient(db) } });
      await bookPurchase(till, { number, key: newId(), input: { price: "1234.00", office } });
      numbers.push(number);
    }
    return { till, numbers };
  }

  it("come over HTTP as data, as a page and as a PDF", async () => {
    const { till, numbers } = await shop();
    const server = await asProgram(
      till.db,
      await createServer({ ...till, log: createLog("silent"), screens: tmpdir() }),
    );
    const ask = (rest: string, number = numbers[0]) =>
      server.inject({
        url: `/api/v1/cards/${number}/statements/${rest}`,
        headers: { "accept-language": "ru" },
      });
    const json = await ask("2024-02");
    expect(json.json()).toMatchObject({
      card: numbers[0],
      month: "2024-02",
      totals: { price: "1234.00", earned: "59.84" },
    });

    const pdf = await ask("2024-02.pdf");
    expect(pdf.headers).toMatchObject({
      "content-type": "application/pdf",
      "content-disposition": `inline; filename="statement-${numbers[0]}-2024-02.pdf"`,
    });
    const { pages } = await readPdf(pdf.rawPayload);
    expect(pages.join("\n")).toMatch(/Tver & <Sons>[^]*1 234,00/);
    expect((await readPdf((await ask("2024-02.pdf?lang=en")).rawPayload)).pages.join("\n")).toContain(
      "Purchase",
    );

    const html = await ask("2024-02.html");
    expect(html.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(html.body).toContain("Tver &amp; &lt;Sons&gt;");

    for (const kind of ["", ".pdf", ".html"]) {
      expect((await ask(`2024-02${kind}`, "0".repeat(16))).json()).toMatchObject({
        status: 404,
        code: "not_found",
      });
      expect((await ask(`2024-03${kind}`)).json()).toMatchObject({
        status: 400,
        code: "bad_input",
        field: "month",
      });
      for (const month of ["2024-13", "2024-2", "february"])
        expect((await ask(`${month}${kind}`)).json()).toMatchObject({ status: 400, code: "bad_input" });
    }
    await server.close();
  });

  it("interrupted and run again come to the same folder", async () => {
    const { till } = await shop();
    const folder = mkdtempSync(join(tmpdir(), "povod-papers-"));
    const write = (to: string, signal?: AbortSignal, onProgress?: () => void) =>
      writePapers(till, {
        month: "2024-02",
        folder: join(folder, to),
        kind: "pdf",
        language: "en",
        cardsPerBatch: 3,
        ...(signal && { signal }),
        ...(onProgress && { onProgress }),
      });
    const files = (of: string) =>
      readdirSync(of, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => `${name} ${readFileSync(join(parentPath, name), "base64")}`)
        .toSorted();
    try {
      for (const to of ["whole", "again"]) mkdirSync(join(folder, to));
      const whole = await write("whole");
      const stop = new AbortController();
      await expect(write("again", stop.signal, () => stop.abort())).rejects.toMatchObject({
        code: "interrupted",
      });
      expect(readdirSync(join(folder, "again"))).toEqual(["statements-2024-02-pdf.part"]);
      const again = await write("again");
      expect(again.kept).toBe(3);
      expect(again.added + again.kept).toBe(whole.added);
      expect(files(again.folder)).toEqual(files(whole.folder));
      expect(files(whole.folder).length).toBe(whole.added);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
