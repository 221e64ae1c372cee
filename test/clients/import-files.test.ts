/** Every file of fixtures/imports comes to the rows and the complaints that stand beside it. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { sql } from "../../src/database/sql.ts";
import { newId } from "../../src/kernel/ids.ts";
import { onEveryEngine } from "../support/database.ts";
import { nastyFiles } from "../fixtures/make-imports.ts";
import { comesTo } from "./import-base.ts";

const folder = fileURLToPath(new URL("../fixtures/imports/", import.meta.url));
const names = readdirSync(folder).sort();
const files = names.filter((name) => !name.endsWith(".json"));

describe("the folder of files", () => {
  it("has what is expected of each beside it", () => {
    expect(files.length).toBeGreaterThanOrEqual(40);
    expect(names.filter((name) => name.endsWith(".json"))).toEqual(
      files.map((name) => `${name}.json`).sort(),
    );
  });

  it("is what make-imports.ts makes", () => {
    expect(Object.keys(nastyFiles).sort()).toEqual(files);
    // How a workbook is packed is up to the version of zlib.
    for (const name of files.filter((file) => !file.endsWith(".xlsx")))
      expect(readFileSync(`${folder}${name}`).equals(Buffer.from(nastyFiles[name] ?? "")), name).toBe(true);
  });
});

onEveryEngine("a nasty file", (database) => {
  beforeAll(async () => {
    const offices = [
      ["00000000-0000-7000-8000-000000000001", "Центральный", "Москва"],
      ["00000000-0000-7000-8000-000000000002", "Кремлёвская", "Казань"],
    ];
    for (const [id, name, city] of offices)
      await sql`insert into office (id, name, city, address, zone)
        values (${id ?? newId()}::text::uuid, ${name}, ${city}, '', 'Europe/Moscow')`.execute(database().db);
  });

  it.each(files)("%s", async (name) => {
    const { request, ...expected } = JSON.parse(readFileSync(`${folder}${name}.json`, "utf8")) as {
      request?: object;
    };
    expect(await comesTo(database().db, { path: `${folder}${name}`, name }, request)).toEqual(expected);
  });
});
