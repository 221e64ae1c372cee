/** What the command line says of a file of clients beyond what the screen says. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { layDatabase } from "../support/data-folder.ts";
import { povod } from "../support/povod.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "povod-import-"));
  layDatabase(join(folder, "data"));
});
afterAll(() => rmSync(folder, { recursive: true }));

it.each([
  ["C.UTF-8", "--columns 'HEADING=FACT' names a heading of your own"],
  ["ru_RU.UTF-8", "свой заголовок называет --columns 'ЗАГОЛОВОК=ФАКТ'"],
])("headings that nobody knows can be named, it says in %s", async (language, words) => {
  const path = join(folder, "clients.csv");
  writeFileSync(path, "Кто;Связь\nЕжов Олег;89161234567\n");
  const args = ["import", "clients", path, "--data", join(folder, "data")];
  const refused = await povod(args, { LC_ALL: language });
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain(words);
  const taken = await povod([...args, "--columns", "Кто=name,Связь=phone", "--dry-run"]);
  expect(taken).toMatchObject({ code: 0 });
});
