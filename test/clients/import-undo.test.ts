import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { previewImport, type ImportRequest } from "../../src/clients/actions/preview-import.ts";
import { readChanges } from "../../src/clients/actions/read-changes.ts";
import { readProfile } from "../../src/clients/actions/read-profile.ts";
import { confirmImport, runImport } from "../../src/clients/actions/run-import.ts";
import { undoImport } from "../../src/clients/actions/undo-import.ts";
import { findClient } from "../../src/clients/store/find-client.ts";
import type { Profile } from "../../src/clients/contract.ts";
import type { ImportRow } from "../../src/clients/store/imports.ts";
import { sql } from "../../src/database/sql.ts";
import { newId } from "../../src/kernel/ids.ts";
import { onEveryEngine } from "../support/database.ts";
import { clock, now, replan, standing } from "./import-base.ts";

onEveryEngine("an import of clients", (database) => {
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

  describe("adds to what is known", () => {
    const known = "Код;ФИО;Телефон;ДР\n1;Иванов И.;89161234567;1 февраля\n";

    it("what was unknown, and keeps what differs unless told to take it", async () => {
      await bring(known);
      const more =
        "Код;ФИО;Телефон;Почта;ДР;Пол\n1;Иванов Иван Петрович;89031234567;i@example.org;01.02.1985;м\n";
      const { counts } = await bring(more);
      expect(counts.done).toEqual({ made: 0, changed: 1, unchanged: 0, differing: 0 });
      expect(await profile("1")).toMatchObject({
        name: "Иванов Иван Петрович",
        sex: "male",
        birthday: { month: 2, day: 1, year: 1985 },
      });
      expect((await profile("1")).contactPoints.map(({ value }) => value).sort()).toEqual([
        "+79031234567",
        "+79161234567",
        "i@example.org",
      ]);
      const other = "Код;ФИО;ДР\n1;Иванов Пётр;02.02.1985\n";
      expect((await bring(other)).counts.done).toEqual({ made: 0, changed: 0, unchanged: 1, differing: 1 });
      expect((await profile("1")).givenName).toBe("Иван");
      expect((await bring(other, { onDifference: "take" })).counts.done).toMatchObject({
        changed: 1,
        differing: 1,
      });
      expect(await profile("1")).toMatchObject({ givenName: "Пётр", birthday: { day: 2 } });
    });

    it("hours beside a number, and takes them back", async () => {
      await bring(known);
      const second = await bring(
        "Код;ФИО;Телефон\n1;Иванов И.;8 916 123-45-67 с 9 до 18\n2;Петрова Анна;8 903 123-45-67 после 18\n",
      );
      expect(second.counts.done).toMatchObject({ made: 1, changed: 1 });
      expect((await profile("1")).hours).toEqual({ from: "09:00", to: "18:00" });
      expect((await profile("2")).hours).toEqual({ from: "18:00", to: "23:59" });
      const again = await bring("Код;ФИО;Телефон\n1;Иванов И.;8 916 123-45-67 до 20\n");
      expect(again.counts.done).toMatchObject({ changed: 0, differing: 1 });
      const { id } = await profile("1");
      const { changes } = await readChanges(database().db, {
        client: id,
        field: undefined,
        cursor: undefined,
      });
      expect(changes.find(({ field }) => field === "hours")).toMatchObject({
        before: null,
        after: { from: "09:00", to: "18:00" },
      });
      expect(await undo(second)).toMatchObject({ removed: 1, restored: 1 });
      expect((await profile("1")).hours).toBeNull();
    });

    it("keeps whom it made where somebody has changed the hours since", async () => {
      const first = await bring("Код;ФИО;Телефон\n2;Петрова Анна;8 903 123-45-67 после 18\n");
      await sql`update client set hours_from = '10:00', hours_to = '19:00'`.execute(database().db);
      expect(await undo(first)).toMatchObject({ removed: 0, kept: 1 });
      expect((await profile("2")).hours).toEqual({ from: "10:00", to: "19:00" });
    });

    it("what several files said of one client goes, in whichever order they are taken back", async () => {
      const told = (name: string) => `Код;ФИО;ДР\n1;${name} И.;01.02.198${name.length % 10}\n`;
      for (const order of [
        [0, 1, 2],
        [0, 2, 1],
        [1, 0, 2],
        [2, 0, 1],
        [1, 2, 0],
      ]) {
        const before = await bring(known);
        const standsBefore = await standing(database().db);
        const files = [];
        for (const name of ["Котов", "Соколов", "Воробьёв"])
          files.push(await bring(told(name), { onDifference: "take" }));
        for (const which of order) await undo(files[which] as ImportRow);
        expect(await standing(database().db), order.join()).toEqual(standsBefore);
        await undo(before);
      }
    });

    it("with its history, and the way back too", async () => {
      await bring(known);
      const second = await bring("Код;ФИО;Почта;Пол\n1;Иванов Иван;i@example.org;м\n");
      const { id } = await profile("1");
      const history = async () =>
        (await readChanges(database().db, { client: id, field: undefined, cursor: undefined })).changes.map(
          ({ field, before, after, source }) => ({ field, before, after, source }),
        );
      const source = "import";
      const told = [
        {
          field: "contactPoint",
          before: null,
          after: expect.objectContaining({ value: "i@example.org" }),
          source,
        },
        { field: "sex", before: null, after: "male", source },
        { field: "givenName", before: "И.", after: "Иван", source },
      ];
      expect(await history()).toHaveLength(told.length);
      expect(await history()).toEqual(expect.arrayContaining(told));
      await undo(second);
      expect(await history()).toEqual(
        expect.arrayContaining([
          ...told,
          { field: "sex", before: "male", after: null, source },
          { field: "givenName", before: "Иван", after: "И.", source },
        ]),
      );
    });

    it("an extension beside the number", async () => {
      await bring("Код;ФИО;Телефон\n1;Иванов Иван;8 (916) 123-45-67 доб. 12\n");
      const { rows } = await sql`select value, extension from contact_point`.execute(database().db);
      expect(rows).toEqual([{ value: "+79161234567", extension: "12" }]);
    });
  });

  describe("hears a wish", () => {
    it("in its words, for every address, and whoever has one of them later is silent too", async () => {
      await bring("Код;ФИО;Телефон;Не беспокоить\n1;Иванов Иван;89161234567;просил больше не звонить\n");
      expect((await profile("1")).wishes).toMatchObject([
        { scope: "everything", words: "Не беспокоить: просил больше не звонить", inForce: true },
      ]);
      await bring("Код;Почта\n1;ivan@example.org\n");
      const { rows } = await sql`select kind, value from silenced_address order by 1`.execute(database().db);
      expect(rows).toEqual([
        { kind: "email", value: "ivan@example.org" },
        { kind: "phone", value: "+79161234567" },
      ]);
      const { id } = await bring("Код;ФИО;Телефон;Не беспокоить\n2;Петрова Анна;89161234567;нет\n");
      const { rows: said } = await sql<{ problems: { code: string }[] }>`
        select problems from import_problem where import_id = ${id}::text::uuid`.execute(database().db);
      expect(said[0]?.problems.map(({ code }) => code)).toContain("silenced");
      expect((await sql`select from silenced_address`.execute(database().db)).rows).toHaveLength(2);
    });

    it("and a withdrawal, which no yes without a day brings back", async () => {
      const wording = { wording: "2025-09" };
      await bring("Код;ФИО;Телефон;Согласие\n1;Иванов Иван;89161234567;01.03.2024\n", wording);
      await bring("Код;Согласие\n1;нет\n");
      await bring("Код;Согласие\n1;да\n", wording);
      await bring("Код;Согласие\n1;02.03.2024\n", wording);
      expect((await profile("1")).consents).toMatchObject([
        { purpose: "contact", given: false, how: "import", wordingVersion: "unknown" },
      ]);
    });
  });

  it("records each consent under the version of the wording its row names, else under the import's", async () => {
    const file = `Код;ФИО;Телефон;Согласие;Согласие на рекламу;Версия согласия
1;Иванов Иван;89161234567;да;01.03.2024;ред. 2, "новая"\\n
2;Петрова Анна;89031234567;да;;
3;Сидоров Пётр;89161234567;да;;2024-01
`;
    await bring(file, { wording: "2025-09" });
    const versions = async (id: string) =>
      (await profile(id)).consents
        .map(({ purpose, wordingVersion }) => `${purpose} ${wordingVersion}`)
        .sort();
    expect(await versions("1")).toEqual([`advertising ред. 2, "новая"\\n`, `contact ред. 2, "новая"\\n`]);
    expect(await versions("2")).toEqual(["contact 2025-09"]);
    expect(await versions("3")).toEqual(["contact 2024-01"]);
    await bring("Код;Согласие на рекламу;Версия согласия\n2;02.03.2025;ред. 3\n");
    expect(await versions("2")).toEqual(["advertising ред. 3", "contact 2025-09"]);
    const { id } = await profile("2");
    const { changes } = await readChanges(database().db, { client: id, field: "consent", cursor: undefined });
    expect(changes[0]?.after).toMatchObject({ wordingVersion: "ред. 3" });
  });

  describe("taken back", () => {
    it("keeps what was changed since, and says so", async () => {
      const { db } = database();
      await bring("Код;ФИО;Телефон\n1;Иванов Иван;89161234567\n");
      const second = await bring(
        "Код;ФИО;Телефон;Почта;ДР;Пол\n1;Иванов Иван;89031234567;i@example.org;01.02.1985;м\n",
      );
      await sql`update client set birthday_year = 1986`.execute(db);
      await sql`update contact_point set state = 'verified' where kind = 'email'`.execute(db);
      expect(await undo(second)).toEqual({
        removed: 0,
        restored: 1,
        kept: 0,
        factsKept: 2,
        wishesRemoved: 0,
      });
      const { sex, birthday, contactPoints } = await profile("1");
      expect({ sex, birthday }).toEqual({ sex: null, birthday: { month: 2, day: 1, year: 1986 } });
      expect(contactPoints.map(({ value }) => value).sort()).toEqual(["+79161234567", "i@example.org"]);
    });

    it("leaves a client whom somebody has dealt with, and takes one who only stands in the plan", async () => {
      const { db } = database();
      const made = await bring(
        "Код;ФИО;Телефон\n1;Иванов Иван;89161234567\n2;Петрова Анна;89031234567\n3;Носов Олег;89041234567\n4;Козлова Вера;89051234567\n",
      );
      const [bought, planned, changed] = [await profile("1"), await profile("2"), await profile("3")];
      await sql`insert into dealing (client_id, id, kind, happened_on, price)
        values (${bought.id}, ${newId()}, 'trip', '2026-11-22', 100)`.execute(db);
      await sql`insert into touch (client_id, id, on_day, chain, chain_version, step, occasion_kind, occasion_key,
          occasion_date, facts, purpose, channel, state, verdicts, planned_at, moved_at)
        values (${planned.id}, ${newId()}, '2026-11-22', 'birthday', 1, 'call', 'birthday', 'x', '2026-11-22', '{}',
          'greeting', 'call', 'refused', '[]', now(), now())`.execute(db);
      await sql`update client set family_name = 'Носова' where id = ${changed.id}::text::uuid`.execute(db);
      expect(await undo(made)).toEqual({ removed: 2, restored: 0, kept: 2, factsKept: 0, wishesRemoved: 0 });
      expect((await standing(db))["client"]).toHaveLength(2);
      expect((await sql`select from touch`.execute(db)).rows).toEqual([]);
      expect((await profile("3")).contactPoints).toHaveLength(1);
    });

    it("leaves a client whom a later file names too", async () => {
      const first = await bring("Код;ФИО;Телефон\n1;Иванов Иван;89161234567\n");
      const second = await bring("Код;Почта\n1;i@example.org\n");
      expect(await undo(first)).toMatchObject({ removed: 0, kept: 1 });
      expect(await undo(second)).toMatchObject({ removed: 0, restored: 1 });
      expect((await profile("1")).contactPoints).toHaveLength(1);
    });

    it("can be brought again", async () => {
      const file = "ФИО;Телефон;Не звонить\nИванов Иван;89161234567;да\nПетрова Анна;;\n";
      const first = await bring(file);
      expect(await undo(first)).toMatchObject({ removed: 2, wishesRemoved: 1 });
      expect((await bring(file)).counts.done).toMatchObject({ made: 2 });
    });
  });
});
