/** What a file brought to clients goes from whoever has it, after any merges. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { previewImport, type ImportRequest } from "../../src/clients/actions/preview-import.ts";
import { mergeClients } from "../../src/clients/actions/merge-clients.ts";
import { readChanges } from "../../src/clients/actions/read-changes.ts";
import { readProfile } from "../../src/clients/actions/read-profile.ts";
import { confirmImport, runImport } from "../../src/clients/actions/run-import.ts";
import { unmergeClient } from "../../src/clients/actions/unmerge-client.ts";
import { undoImport } from "../../src/clients/actions/undo-import.ts";
import { findClient } from "../../src/clients/store/find-client.ts";
import type { Profile } from "../../src/clients/contract.ts";
import type { ImportRow } from "../../src/clients/store/imports.ts";
import { sql } from "../../src/database/sql.ts";
import { newId } from "../../src/kernel/ids.ts";
import { onEveryEngine } from "../support/database.ts";
import { clock, now, replan, standing } from "./import-base.ts";

onEveryEngine("an import of clients who were merged since, taken back,", (database) => {
  let folder = "";
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "povod-undo-"))));
  afterAll(() => rmSync(folder, { recursive: true }));
  beforeEach(async () => {
    const tables = [
      ...Object.keys(await standing(database().db)),
      "import_change",
      "import_row",
      "import_block",
      "client_import",
    ];
    for (const table of [
      ...tables,
      "import_problem",
      "touch",
      "dealing",
      "merged_client",
      "merged_row",
      "client_change",
    ])
      await sql`truncate ${sql.table(table)}`.execute(database().db);
  });

  async function bring(content: string, request: ImportRequest = {}): Promise<ImportRow> {
    const { db } = database();
    const path = join(folder, "clients.csv");
    writeFileSync(path, content);
    const { id } = await previewImport({ db, clock }, { path, name: "clients.csv" }, request);
    await confirmImport({ db }, id);
    return runImport({ db, clock, replan }, id);
  }
  const undo = async ({ id }: ImportRow) =>
    (await undoImport({ db: database().db, clock, replan }, id)).counts.undone;
  async function profile(externalId: string): Promise<Profile> {
    const { id } = await findClient(database().db, externalId);
    return readProfile(database().db, { id, now });
  }

  it("leaves records that were merged since, says so, and they can still be taken apart", async () => {
    const made = await bring(
      "Код;ФИО;Телефон\n1;Иванов Иван;89161234567\n2;Иванов Ваня;89031234567\n3;Носов Олег;89041234567\n",
    );
    const [client, other] = [(await profile("1")).id, (await profile("2")).id];
    const desk = { db: database().db, clock, replan: () => Promise.resolve() };
    await mergeClients(desk, { client, key: newId(), input: { other } });
    const before = await profile("1");
    expect(await undo(made)).toEqual({ removed: 1, restored: 0, kept: 2, factsKept: 0, wishesRemoved: 0 });
    expect(await profile("1")).toEqual(before);
    expect(before.contactPoints.map(({ value }) => value)).toEqual(
      expect.arrayContaining(["+79161234567", "+79031234567"]),
    );
    await expect(profile("3")).rejects.toMatchObject({ code: "not_found" });
    await unmergeClient(desk, { client, key: newId(), input: { other } });
    expect((await profile("2")).contactPoints.map(({ value }) => value)).toEqual(["+79031234567"]);
    expect(await undo(made)).toMatchObject({ removed: 1, kept: 2 });
  });

  it("takes what it added to a client who was merged since, from whoever has it now, and leaves what others did", async () => {
    const desk = { db: database().db, clock, replan: () => Promise.resolve() };
    await bring(
      "Код;ФИО;Телефон;Почта\n1;Иванов Иван;89161234567;\n2;Иванов Ваня;89031234567;v@example.org\n",
    );
    const before = [await profile("1"), await profile("2")];
    const [client, other] = before.map(({ id }) => id) as [string, string];
    const wrong = await bring(
      "Код;ФИО;Телефон;Почта;ДР;Пол;Не беспокоить\n2;Иванов Ваня;89161110000;x@example.org;01.02.1985;м;просил не звонить\n",
    );
    await mergeClients(desk, { client, key: newId(), input: { other } });
    expect(await profile("1")).toMatchObject({ sex: "male", birthday: { year: 1985 } });
    await sql`update client set sex = 'female'`.execute(database().db);
    await sql`update contact_point set state = 'verified' where value = 'x@example.org'`.execute(
      database().db,
    );
    expect(await undo(wrong)).toEqual({
      removed: 0,
      restored: 1,
      kept: 0,
      factsKept: 1,
      wishesRemoved: 1,
    });
    const joined = await profile("1");
    expect(joined).toMatchObject({ sex: "female", birthday: null, wishes: [] });
    const values = ({ contactPoints }: Profile) => contactPoints.map(({ value }) => value).sort();
    expect(values(joined)).toEqual(["+79031234567", "+79161234567", "v@example.org", "x@example.org"]);
    const { changes } = await readChanges(database().db, { client, field: "birthday", cursor: undefined });
    expect(changes.map(({ after, source }) => [after, source])).toContainEqual([null, "import"]);
    await unmergeClient(desk, { client, key: newId(), input: { other } });
    const apart = [await profile("1"), await profile("2")] as const;
    expect(apart[0]).toMatchObject({ sex: "female", birthday: null, wishes: [] });
    expect(values(apart[0])).toEqual(["+79161234567"]);
    expect(apart[1]).toMatchObject({ sex: null, birthday: null, wishes: [] });
    expect(values(apart[1])).toEqual(["+79031234567", "v@example.org", "x@example.org"]);
  });

  it("takes what it added from whoever has it after any chain of merges, and nothing else", async () => {
    const desk = { db: database().db, clock, replan: () => Promise.resolve() };
    const known = fc.record({
      ФИО: fc.constantFrom("", "Иванов", "Иванов Иван"),
      Телефон: fc.constantFrom("", "89161110000", "89161110001"),
      Почта: fc.constantFrom("", "a@example.org", "b@example.org"),
      ДР: fc.constantFrom("", "1 февраля", "01.02.1985"),
      Пол: fc.constantFrom("", "м"),
    });
    const rowOf = (id: number, row: object) => [`${run}-${id}`, ...Object.values(row)].join(";");
    const headings = "Код;ФИО;Телефон;Почта;ДР;Пол";
    let run = 0;
    const records = async (ids: readonly string[]) => {
      const { db } = database();
      return Promise.all(
        ids.map(async (id) => {
          const { version: _, ...told } = await readProfile(db, { id, now });
          return { ...told, contactPoints: told.contactPoints.toSorted((a, b) => (a.id < b.id ? -1 : 1)) };
        }),
      );
    };
    await fc.assert(
      fc.asyncProperty(fc.tuple(known, known, known), known, async (rows, told) => {
        run++;
        await bring(`${headings}\n${rows.map((row, at) => rowOf(at, row)).join("\n")}\n`);
        const found = await Promise.all(rows.map((_, at) => findClient(database().db, `${run}-${at}`)));
        const [first, second, third] = found.map(({ id }) => id) as [string, string, string];
        const all = [first, second, third];
        const merge = async () => {
          await mergeClients(desk, { client: second, key: newId(), input: { other: third } });
          await mergeClients(desk, { client: first, key: newId(), input: { other: second } });
        };
        const unmerge = async () => {
          await unmergeClient(desk, { client: first, key: newId(), input: { other: second } });
          await unmergeClient(desk, { client: second, key: newId(), input: { other: third } });
        };
        const apart = await records(all);
        await merge();
        const [joined] = await records([first]);
        await unmerge();
        expect(await records(all)).toEqual(apart);
        const wrong = await bring(`${headings}\n${rowOf(2, told)}\n`, { onDifference: "take" });
        await merge();
        expect(await undo(wrong)).toMatchObject({ removed: 0, factsKept: 0 });
        expect(await records([first])).toEqual([joined]);
        await unmerge();
        expect(await records(all)).toEqual(apart);
      }),
      { numRuns: 12 },
    );
  });

  it("leaves with whoever was merged further what was changed there since", async () => {
    const desk = { db: database().db, clock, replan: () => Promise.resolve() };
    await bring("Код;ФИО\n1;Иванов Иван\n2;Иванов Ваня\n3;Иванов И.\n");
    const [first, second, third] = [await profile("1"), await profile("2"), await profile("3")];
    const wrong = await bring("Код;Телефон;ДР;Пол\n3;89161110000;01.02.1985;м\n");
    await mergeClients(desk, { client: second.id, key: newId(), input: { other: third.id } });
    await mergeClients(desk, { client: first.id, key: newId(), input: { other: second.id } });
    await sql`update client set sex = 'female'`.execute(database().db);
    expect(await undo(wrong)).toMatchObject({ restored: 1, kept: 0, factsKept: 0 });
    expect(await profile("1")).toMatchObject({ sex: "female", birthday: null, contactPoints: [] });
  });
});
