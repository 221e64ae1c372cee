/** Everything that is held about a client, in one archive. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { promisify } from "node:util";
import { text } from "node:stream/consumers";
import yauzl from "yauzl";
import { sql } from "../../src/database/sql.ts";
import { ClientExport } from "../../src/rights/export-contract.ts";
import { sectionNames } from "../../src/rights/sections-contract.ts";
import { tablesOfClients } from "../../src/rights/store/catalogue.ts";
import { toldTables } from "../../src/rights/store/sections.ts";
import { Desk } from "../clients/desk.ts";
import { get, openServer } from "../http/server.ts";
import { onEveryEngine } from "../support/database.ts";
import { fullClient, type FullClient } from "./full-client.ts";

async function unpacked(bytes: Buffer): Promise<Map<string, string>> {
  const zip = await promisify<Buffer, yauzl.Options, yauzl.ZipFile>(yauzl.fromBuffer)(bytes, {
    lazyEntries: false,
    autoClose: false,
  });
  const entries: yauzl.Entry[] = [];
  zip.on("entry", (entry: yauzl.Entry) => entries.push(entry));
  await new Promise((resolve) => zip.on("end", resolve));
  const files = new Map<string, string>();
  for (const entry of entries)
    files.set(entry.fileName, await text(await promisify(zip.openReadStream.bind(zip))(entry)));
  return files;
}

onEveryEngine("everything that is held about a client", (database) => {
  let desk: Desk;
  let client: FullClient;
  beforeAll(async () => {
    desk = new Desk(await openServer(database()), database().db);
    await desk.open();
    client = await fullClient(desk, 1);
  });
  afterAll(() => desk.server.close());

  const exported = () => get(desk.server, `/api/v1/clients/${client.id}/export`, ClientExport);

  it("is told of every table in which there is something of the client", async () => {
    const told = await exported();
    const held: string[] = [];
    for (const table of await tablesOfClients(desk.db)) {
      const { rows } = await sql<{ there: boolean }>`
        select exists (select from ${sql.table(table)} where client_id = ${client.id}::text::uuid) as there`.execute(
        desk.db,
      );
      if (rows[0]?.there === true) held.push(table);
    }
    expect(held.length).toBeGreaterThan(20);
    expect(held.filter((table) => !toldTables.includes(table) && !(table in told.more))).toEqual([]);
    const empty = sectionNames.filter((name) => told.sections[name].length === 0);
    expect(empty).toEqual(["demands", "refunds", "renewals", "gracePeriods"]);
    expect(told.client).toMatchObject({
      familyName: "Забываемая",
      birthday: "1980-11-22",
      externalId: "внеш-1",
    });
    expect(told.sections.views.at(-1)).toMatchObject({ what: "changed" });
  });

  it("is told of a table that comes tomorrow, too", async () => {
    await sql`create table tomorrow (client_id uuid not null, id uuid not null, note text)`.execute(desk.db);
    try {
      await sql`insert into tomorrow values (${client.id}::text::uuid, ${client.id}::text::uuid, 'о завтрашнем')`.execute(
        desk.db,
      );
      expect((await exported()).more).toEqual({ tomorrow: [{ id: client.id, note: "о завтрашнем" }] });
    } finally {
      await sql`drop table tomorrow`.execute(desk.db);
    }
  });

  it("comes as an archive in the client's language, with statements, without other people", async () => {
    const { rawPayload, headers } = await desk.server.inject(`/api/v1/clients/${client.id}/export.zip`);
    expect(headers["content-type"]).toBe("application/zip");
    const files = await unpacked(rawPayload);
    expect([...files.keys()]).toEqual(["data.json", "index.html", `statements/${client.card}-2026-11.html`]);
    const page = files.get("index.html") ?? "";
    for (const words of [
      "Что мы о вас знаем",
      "Забываемая",
      "любит-саксофон",
      "Согласие есть с",
      "день рождения",
      "clients.csv",
      "Пелагея просит перезвонить",
      "извинение перед Пелагеей",
      "970 ₽",
      "22 ноября 2026",
    ])
      expect(page.replaceAll(/[\u00a0\u202f]/g, " ")).toContain(words);
    for (const file of files.values())
      for (const alien of ["Соседова", "Ульяна", client.other, "сестра"]) expect(file).not.toContain(alien);
    expect(JSON.parse(files.get("data.json") ?? "")).toMatchObject({
      format: "povod-client-export",
      version: 1,
    });
    const english = await desk.server.inject(`/api/v1/clients/${client.id}/export.zip?lang=en`);
    expect((await unpacked(english.rawPayload)).get("index.html")).toContain("What we know about you");
    const { sections } = await exported();
    expect(sections.views.filter(({ what }) => what === "export").length).toBeGreaterThanOrEqual(2);
  });

  it("of nobody is nothing", async () => {
    const nobody = "00000000-0000-7000-8000-000000000000";
    for (const kind of ["export", "export.zip"])
      expect((await desk.server.inject(`/api/v1/clients/${nobody}/${kind}`)).statusCode).toBe(404);
  });
});
