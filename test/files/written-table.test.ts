/** What the program writes for spreadsheets it can read back with its own reader, cell by cell. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { inspectFile } from "../../src/files/inspect.ts";
import { openTable } from "../../src/files/table.ts";
import { writeCsv } from "../../src/files/write-csv.ts";
import { writeWorkbook } from "../../src/files/write-workbook.ts";
import type { WrittenTable } from "../../src/files/written-table.ts";

const at = Temporal.Instant.from("2026-11-22T09:20:00Z");
const table: WrittenTable = {
  name: "Кто вернулся: [ноябрь]/2026, и ещё немного слов",
  language: "ru",
  columns: [
    { title: "Клиент", kind: "text" },
    { title: "День", kind: "day" },
    { title: "Покупок", kind: "count" },
    { title: "Деньгами", kind: "money" },
    { title: "Доля", kind: "percent" },
  ],
  rows: [
    ["Рябова Анна", "2026-11-22", 2, "10000.50", "7.66"],
    ['ООО «Ёж»; "и" сыновья\nвторая строка', "2024-02-29", 0, "-0.01", null],
    ["=1+2 <&>", "1999-12-31", 1_000_000, "4860.00", "100"],
  ],
};

async function readBack(name: string, content: Buffer | string): Promise<string[][]> {
  const path = join(mkdtempSync(join(tmpdir(), "povod-written-")), name);
  writeFileSync(path, content);
  const file = { path, name };
  const known = table.columns.map(({ title }) => title);
  const headings = (cells: readonly string[]) => cells.filter((cell) => known.includes(cell)).length;
  const opened = await openTable(file, await inspectFile(file), { headings });
  const rows: string[][] = [];
  for await (const block of opened.blocks()) for (const row of block.rows) rows.push([...(row.cells ?? [])]);
  return rows;
}

it("a workbook: text as text, numbers and days as themselves", async () => {
  expect(await readBack("table.xlsx", await writeWorkbook(table, at))).toEqual([
    ["Клиент", "День", "Покупок", "Деньгами", "Доля"],
    ["Рябова Анна", "2026-11-22", "2", "10000.50", "7.66"],
    ['ООО «Ёж»; "и" сыновья\nвторая строка', "2024-02-29", "0", "-0.01"],
    ["=1+2 <&>", "1999-12-31", "1000000", "4860.00", "100"],
  ]);
});

it("CSV: with a mark, semicolons and decimal commas in Russian, and no formula in a cell", async () => {
  const text = writeCsv(table);
  expect(text.startsWith("\ufeffКлиент;День;Покупок;Деньгами;Доля\r\n")).toBe(true);
  expect(await readBack("table.csv", text)).toEqual([
    ["Клиент", "День", "Покупок", "Деньгами", "Доля"],
    ["Рябова Анна", "2026-11-22", "2", "10000,50", "7,66"],
    ['ООО «Ёж»; "и" сыновья\nвторая строка', "2024-02-29", "0", "-0,01", ""],
    ["'=1+2 <&>", "1999-12-31", "1000000", "4860,00", "100"],
  ]);
  expect(writeCsv({ ...table, language: "en" })).toContain("2026-11-22,2,10000.50,7.66\r\n");
});
