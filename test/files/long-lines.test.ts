/** How much of a file is held at once: beyond that the file is refused, with the line. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { inspectFile } from "../../src/files/inspect.ts";
import { openTable } from "../../src/files/table.ts";

/** Line and length of each row; the longest of its cells. */
async function read(content: string): Promise<unknown[]> {
  const path = join(mkdtempSync(join(tmpdir(), "povod-long-")), "clients.csv");
  writeFileSync(path, content);
  const file = { path, name: "clients.csv" };
  const headings = (cells: readonly string[]) => (cells.includes("ФИО") ? cells.length : 0);
  const table = await openTable(file, await inspectFile(file), { headings });
  const rows: unknown[] = [];
  for await (const block of table.blocks())
    for (const { line, cells, tooLong } of block.rows)
      rows.push([line, tooLong ?? 0, Math.max(...(cells ?? []).map(({ length }) => length))]);
  return rows;
}

const megabyte = 1_048_576;

it("a row up to a megabyte is told of, cut; the others are read", async () => {
  const photo = "q".repeat(megabyte - 10);
  expect(await read(`ФИО;Фото\nИванов;${photo}\nПетрова;\n`)).toEqual([
    [1, 0, 4],
    [2, photo.length + 7, 1001],
    [3, 0, 7],
  ]);
  const note = "Звонить вечером.\n".repeat(20_000);
  expect(await read(`ФИО;Заметка\nИванов;"${note}"\nПетрова;\n`)).toEqual([
    [1, 0, 7],
    [2, note.length + 9, 1001],
    [20_003, 0, 7],
  ]);
});

it("more than that is refused", async () => {
  await expect(read(`ФИО;Фото\nПетрова;\nИванов;${"q".repeat(megabyte + 70_000)}\n`)).rejects.toThrow(
    "clients.csv, line 3: the line is longer than 1048576 characters",
  );
  await expect(read(`ФИО;Фото\nПетрова;\n"Иванов;${"q\n".repeat(megabyte)}`)).rejects.toThrow(
    "clients.csv, line 3: a quote",
  );
});

it("a quote that is never closed swallows no thousand clients", async () => {
  const clients = Array.from({ length: 5000 }, (_, at) => `Петрова;8903${1_000_000 + at}\n`).join("");
  await expect(read(`ФИО;Телефон\n"Иванов;89161234567\n${clients}"Сидоров";\n`)).rejects.toThrow(
    "clients.csv, line 2: a quote",
  );
});
