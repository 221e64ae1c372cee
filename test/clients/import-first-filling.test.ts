/** A file that fills an empty base goes in without the indexes of searches, and nobody is looked up beforehand. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { loadSettings } from "../../src/business/store.ts";
import { meetClient } from "../../src/clients/actions/meet-client.ts";
import { previewImport } from "../../src/clients/actions/preview-import.ts";
import { confirmImport, runImport } from "../../src/clients/actions/run-import.ts";
import { undoImport } from "../../src/clients/actions/undo-import.ts";
import { sql } from "../../src/database/sql.ts";
import { dayIn } from "../../src/kernel/clock.ts";
import { findClients } from "../../src/reports/actions/find-clients.ts";
import { onEveryEngine } from "../support/database.ts";
import { clock, now, replan, standing } from "./import-base.ts";

const people = 60;
const families = ["Кузнецов", "Римский-Корсаков", "Щедрин"];
const file = `Код;ФИО;Телефон;Почта\n${Array.from(
  { length: people },
  (_, at) => `${at};${families[at % 3]} Иван;8916${String(at).padStart(7, "0")};c${at}@example.org\n`,
).join("")}`;

const lookUps = [
  "client_birthday",
  "client_by_family",
  "client_by_given",
  "client_by_patronymic",
  "contact_email_part",
  "contact_phone_part",
  "imported_row_client",
  "name_miss_miss",
  "name_miss_word",
];

onEveryEngine("a file that fills an empty base", (database) => {
  let folder = "";
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "povod-first-"))));
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
      "same_person",
      "name_word",
      "name_miss",
      "client_other_word",
    ])
      await sql`truncate ${sql.table(table)}`.execute(database().db);
  });
  const work = () => ({ db: database().db, clock, replan });
  async function previewed(): Promise<string> {
    const path = join(folder, "clients.csv");
    writeFileSync(path, file);
    const { id } = await previewImport(work(), { path, name: "clients.csv" }, {});
    await confirmImport(work(), id);
    return id;
  }
  const filling = { rowsPerBatch: 7, firstFilling: 1 };
  async function missing(): Promise<string[]> {
    const { rows } = await sql<{ name: string }>`
      select relname as name from pg_class where relkind = 'i'`.execute(database().db);
    return lookUps.filter((name) => !rows.some((row) => row.name === name));
  }
  async function found(find: string) {
    const { db } = database();
    const business = await loadSettings(db);
    const reader = { now, business, language: "ru", today: dayIn(business.zone, now) } as const;
    return (await findClients(db, reader, { find, cursor: undefined })).clients;
  }
  const count = async (find: string) => (await found(find)).length;

  it("has every index at its end, and everybody is found, with a slip too", async () => {
    const { counts, state } = await runImport({ ...work(), ...filling }, await previewed());
    expect(state).toBe("done");
    expect(counts.done).toEqual({ made: people, changed: 0, unchanged: 0, differing: 0 });
    expect(await missing()).toEqual([]);
    expect(await count("кузнецов")).toBe(people / 3);
    expect(await count("кузнцов")).toBe(people / 3);
    expect(await count("корсаков")).toBe(people / 3);
  });

  it("interrupted, everybody who is in is found; gone on with or taken back, no index is missing", async () => {
    const id = await previewed();
    const { state } = await runImport({ ...work(), ...filling, patienceMs: 0 }, id);
    expect(state).toBe("importing");
    expect((await missing()).length).toBeGreaterThan(0);
    expect(await count("кузнецов")).toBeGreaterThan(0);
    expect(await count("89160000000")).toBe(1);
    await undoImport(work(), id);
    expect(await missing()).toEqual([]);
    expect((await standing(database().db))["client"]).toEqual([]);
    const again = await previewed();
    await runImport({ ...work(), ...filling, patienceMs: 0 }, again);
    expect((await runImport({ ...work(), rowsPerBatch: 7 }, again)).state).toBe("done");
    expect(await missing()).toEqual([]);
    expect(await count("кузнцов")).toBe(people / 3);
  });

  it("finds at its end who shares an address by what was written meanwhile", async () => {
    const { db } = database();
    const id = await previewed();
    await runImport({ ...work(), ...filling, patienceMs: 0 }, id);
    const { rows: first } = await sql<{ id: string }>`select id from client where external_id = '0'`.execute(
      db,
    );
    const told = { kind: "phone", value: `+7916${String(people - 1).padStart(7, "0")}` };
    await sql`insert into contact_point (client_id, id, kind, value, since)
      values (${first[0]?.id}::text::uuid, gen_random_uuid(), ${told.kind}, ${told.value}, '2026-11-22')`.execute(
      db,
    );
    await sql`insert into contact_address (kind, value, client_id)
      values (${told.kind}, ${told.value}, ${first[0]?.id}::text::uuid)`.execute(db);
    expect((await runImport({ ...work(), rowsPerBatch: 7 }, id)).state).toBe("done");
    const { rows } = await sql<{ ids: string }>`
      select string_agg(external_id, ' ' order by external_id::int) as ids
      from same_person join client on client.id = same_person.client_id`.execute(db);
    expect(rows[0]?.ids).toBe(`0 ${people - 1}`);
  });

  it("knows whoever came by another way since it was looked at", async () => {
    const id = await previewed();
    await database()
      .db.transaction()
      .execute((trx) =>
        meetClient(
          trx,
          { givenName: "Иван", phone: "+79160000010" },
          { today: "2026-11-22", now, office: null, how: "till" },
        ),
      );
    const { counts } = await runImport({ ...work(), ...filling }, id);
    expect(counts.done).toMatchObject({ made: people - 1, changed: 1 });
    expect(await count("89160000010")).toBe(1);
    expect((await found("89160000010"))[0]).toMatchObject({ name: "Римский-Корсаков Иван" });
  });
});
