/** Whatever the files are: imported twice is imported once, taken back is as before, and the preview foretells. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { previewImport, type ImportRequest } from "../../src/clients/actions/preview-import.ts";
import { confirmImport, runImport } from "../../src/clients/actions/run-import.ts";
import { undoImport } from "../../src/clients/actions/undo-import.ts";
import type { ImportRow } from "../../src/clients/store/imports.ts";
import { sql } from "../../src/database/sql.ts";
import { onEveryEngine } from "../support/database.ts";
import { now, replan, standing } from "./import-base.ts";

let minutes = 0;
/** Later at every look: an import is never at the moment of the one before. */
const clock = { now: () => now.add({ minutes: minutes++ % 600 }) };

/** Few people, so that rows meet: the same phone in two families, one e-mail for all, names that are short or differ. */
const row = fc.record({
  id: fc.constantFrom("", "", "", "1", "2", "3"),
  name: fc.constantFrom(
    "",
    "Иванов Иван",
    "Иванов Иван Иванович",
    "Иванов И.",
    "Иван",
    "Иванова Ольга",
    "ПЕТРОВ ПЁТР",
    "Петров Петр",
  ),
  phone: fc.constantFrom(
    "",
    "",
    "89161234567",
    "+7 916 123-45-67",
    "89031234567, 89161234567",
    "89041234567 доб. 5",
  ),
  email: fc.constantFrom(
    "",
    "",
    "ivan@example.org",
    "Family@example.org",
    "family@example.org; ivan@example.org",
  ),
  birthday: fc.constantFrom("", "", "01.02.85", "1 февраля", "5.6.1999", "29 февраля"),
  sex: fc.constantFrom("", "м", "ж"),
  silent: fc.constantFrom("", "", "", "да", "просил не звонить"),
  contact: fc.constantFrom("", "", "да", "нет", "05.05.2024"),
  advertising: fc.constantFrom("", "", "да", "нет", "01.03.2025"),
});
type Row = typeof row extends fc.Arbitrary<infer Value> ? Value : never;

const headings = "Код;ФИО;Телефон;Почта;ДР;Пол;Не беспокоить;Согласие;Согласие на рекламу";
const csv = (rows: readonly Row[]): string =>
  `${headings}\n${rows.map((cells) => `${Object.values(cells).join(";")}\n`.replace(/(^|;)([^;\n]*; [^;\n]*)/g, '$1"$2"')).join("")}`;

const someRows = fc.array(row, { minLength: 1, maxLength: 14 });
const request = fc.record({
  onDifference: fc.constantFrom("keep" as const, "take" as const),
  wording: fc.constantFrom("2025-09", undefined),
});

onEveryEngine("files of clients", (database, engine) => {
  let folder = "";
  const runs = { numRuns: engine === "pglite" ? 30 : 20 };
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "povod-clients-"))));
  afterAll(() => rmSync(folder, { recursive: true }));
  const empty = async () => {
    const of = ["import_change", "import_row", "import_block", "import_problem", "client_import"];
    const tables = [...Object.keys(await standing(database().db)), ...of].map((table) => sql.table(table));
    await sql`truncate ${sql.join(tables)}`.execute(database().db);
  };
  beforeEach(empty);

  async function preview(
    rows: readonly Row[],
    asked: ImportRequest,
    name = "clients.csv",
  ): Promise<ImportRow> {
    const path = join(folder, name);
    writeFileSync(path, csv(rows));
    return previewImport({ db: database().db, clock }, { path, name }, asked);
  }
  async function bring(rows: readonly Row[], asked: ImportRequest, rowsPerBatch = 3): Promise<ImportRow> {
    const { db } = database();
    const { id, state } = await preview(rows, asked);
    expect(state).toBe("previewed");
    await confirmImport({ db }, id);
    return runImport({ db, clock, replan, rowsPerBatch }, id);
  }

  it("imported twice are imported once", async () => {
    await fc.assert(
      fc.asyncProperty(someRows, request, async (rows, asked) => {
        await empty();
        const first = await bring(rows, asked);
        const before = await standing(database().db);
        const again = await bring(rows, asked);
        expect(await standing(database().db)).toEqual(before);
        expect(again.counts.done).toMatchObject({ made: 0 });
        if (asked.onDifference === "keep") expect(again.counts.done?.changed).toBe(0);
        expect(first.counts.leftOut).toBe(again.counts.leftOut);
      }),
      runs,
    );
  });

  it("taken back are as before, whatever was there", async () => {
    await fc.assert(
      fc.asyncProperty(someRows, someRows, request, async (there, rows, asked) => {
        await empty();
        await bring(there, asked);
        const before = await standing(database().db);
        const { id } = await bring(rows, asked);
        const undone = await undoImport({ db: database().db, clock, replan }, id);
        expect(undone.state).toBe("undone");
        expect(await standing(database().db)).toEqual(before);
      }),
      runs,
    );
  });

  it("come to what the preview said in batches of any size, never lift a wish, and nobody is allowed anything without a wording", async () => {
    await fc.assert(
      fc.asyncProperty(
        someRows,
        someRows,
        request,
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom(1, 50_000),
        async (there, rows, asked, rowsPerBatch, firstFilling) => {
          await empty();
          await bring(there, asked);
          const before = await standing(database().db);
          const previewed = await preview(rows, asked);
          expect(await standing(database().db)).toEqual(before);
          await confirmImport({ db: database().db }, previewed.id);
          const done = await runImport(
            { db: database().db, clock, replan, rowsPerBatch, firstFilling },
            previewed.id,
          );
          expect(done.counts.done).toEqual(previewed.counts.expected);
          const after = await standing(database().db);
          expect(after["do_not_disturb"]).toEqual(expect.arrayContaining(before["do_not_disturb"] ?? []));
          expect(after["silenced_address"]).toEqual(expect.arrayContaining(before["silenced_address"] ?? []));
          const { rows: loud } = await sql`
            select 1 from do_not_disturb as wish join contact_point as point using (client_id)
            where not exists (
              select from silenced_address as held
              where held.kind = point.kind and held.value = point.value and held.id = wish.id)`.execute(
            database().db,
          );
          expect(loud).toEqual([]);
          if (asked.wording === undefined) {
            const { rows: given } = await sql`select 1 from consent where given`.execute(database().db);
            expect(given).toEqual([]);
          }
        },
      ),
      runs,
    );
  });
});
