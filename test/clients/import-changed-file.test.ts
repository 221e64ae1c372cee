/** A file that somebody writes to while it is brought: nothing goes in that was not shown. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { previewImport } from "../../src/clients/actions/preview-import.ts";
import { confirmImport, runImport } from "../../src/clients/actions/run-import.ts";
import { sql } from "../../src/database/sql.ts";
import { sayRefusal } from "../../src/kernel/refusal-words.ts";
import type { DomainError } from "../../src/kernel/errors.ts";
import { onEveryEngine } from "../support/database.ts";
import { clock, replan } from "./import-base.ts";

onEveryEngine("a file that is changed", (database) => {
  let folder = "";
  let file: { path: string; name: string };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "povod-changed-"));
    file = { path: join(folder, "clients.csv"), name: "clients.csv" };
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  beforeEach(() => sql`truncate client, client_import, import_row, import_block`.execute(database().db));

  const rows = (name: string, count: number) =>
    `Код;ФИО\n${Array.from({ length: count }, (_, at) => `${name}-${at};${name} Анна\n`).join("")}`;
  const familyNames = async () =>
    (await sql<{ name: string }>`select distinct family_name as name from client`.execute(database().db))
      .rows;

  it("after it was shown goes in as it was shown", async () => {
    const { db } = database();
    writeFileSync(file.path, rows("Иванова", 3));
    const { id } = await previewImport({ db, clock }, file, {});
    writeFileSync(file.path, rows("Петрова", 30));
    await confirmImport({ db }, id);
    expect((await runImport({ db, clock, replan }, id)).counts.done).toMatchObject({ made: 3 });
    expect(await familyNames()).toEqual([{ name: "Иванова" }]);
  });

  it("while it is read is refused, says what to do, and leaves nothing", async () => {
    const { db } = database();
    writeFileSync(file.path, rows("Иванова", 20_000));
    let changed = false;
    const onProgress = () => {
      if (!changed) writeFileSync(file.path, rows("Петрова", 4), { flag: "a" });
      changed = true;
    };
    const refused = await previewImport({ db, clock, onProgress }, file, {}).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      code: "bad_file",
      message:
        "clients.csv: the file was changed while it was read; nothing of it is in, bring it again when nobody writes to it.",
    });
    expect(sayRefusal(refused as DomainError, "ru")).toBe(
      "clients.csv: файл изменили, пока его читали; из него ничего не внесено: загрузите его снова, когда в него никто не пишет.",
    );
    expect((await sql`select from client_import`.execute(db)).rows).toEqual([]);
    expect(await familyNames()).toEqual([]);
  });
});
