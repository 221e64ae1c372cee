/** Erasure: nothing is left that tells who the client was, the ledger still balances, the address stays silent. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { occasionKinds } from "../../src/chains/chain.ts";
import { sql, type Connection } from "../../src/database/sql.ts";
import { verifyLedger } from "../../src/loyalty/actions/verify-ledger.ts";
import { ClientPage } from "../../src/reports/client-contract.ts";
import { Demands } from "../../src/clients/demand-contract.ts";
import { ErasureAct, ErasureActs } from "../../src/rights/act-contract.ts";
import { blanked, kept } from "../../src/rights/holdings.ts";
import { tablesOfClients } from "../../src/rights/store/catalogue.ts";
import { Desk } from "../clients/desk.ts";
import { get, openServer } from "../http/server.ts";
import { onEveryEngine, onPostgres } from "../support/database.ts";
import { killWhen } from "../support/killed.ts";
import { povod } from "../support/povod.ts";
import { fullClient } from "./full-client.ts";

/** `table: words` for every row of every table, of any schema, in which one of these stands. */
async function traces(db: Connection, secrets: readonly string[]): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    select relnamespace::regnamespace::text || '.' || quote_ident(relname) as name from pg_class
    where relkind in ('r', 'p', 'm') and relnamespace::regnamespace::text !~ '^(pg_|information_schema)' order by 1`.execute(
    db,
  );
  expect(tables.length).toBeGreaterThan(40);
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql<{ secret: string }>`
      select distinct asked.secret from unnest(string_to_array(${secrets.join("\n")}::text, ${"\n"}::text)) as asked (secret)
      join ${sql.raw(name)} as kept on strpos(lower(to_jsonb(kept)::text), lower(asked.secret)) > 0`.execute(
      db,
    );
    found.push(...rows.map(({ secret }) => `${name}: ${secret}`));
  }
  return found;
}

const demandErasure = async (desk: Desk, client: string): Promise<string> =>
  (await desk.change("POST", `/clients/${client}/demands`, { kind: "erasure", how: "письмо Пелагеи" })).id ??
  "";

onEveryEngine("an erasure", (database) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = new Desk(await openServer(database()), database().db);
    await desk.open();
  });
  afterAll(() => desk.server.close());

  const erase = (client: string, demand: string, body: object = {}) =>
    desk.send("POST", `/clients/${client}/demands/${demand}/erase`, body);

  it("leaves no name, phone, e-mail or word of the client in any table, and a ledger that fits", async () => {
    const client = await fullClient(desk, 1);
    const waiting = `ФИО;Телефон\nПелагея Забываемая;8 (916) 555-10-01\nЧужой Человек;8 916 555-99-99\n`;
    const previewed = await desk.server.inject({
      method: "POST",
      url: "/api/v1/imports?name=other.csv",
      headers: { "content-type": "text/csv" },
      payload: waiting,
    });
    expect(previewed.statusCode).toBe(200);
    expect(
      new Set((await traces(desk.db, client.secrets)).map((trace) => trace.split(":")[0])).size,
    ).toBeGreaterThan(12);
    const demand = await demandErasure(desk, client.id);
    const { status, body } = await erase(client.id, demand, { staffMember: client.staff });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(await traces(desk.db, client.secrets)).toEqual([]);

    for (const table of await tablesOfClients(desk.db)) {
      if (kept.includes(table) || table in blanked || table === "client_change") continue;
      const { rows } =
        await sql`select 1 from ${sql.table(table)} where client_id = ${client.id}::text::uuid`.execute(
          desk.db,
        );
      expect(rows, table).toHaveLength(0);
    }
    const { rows: left } = await sql<{ rows: number; content: string }>`
      select rows, content from import_block where import_id = ${previewed.json<{ id: string }>().id}::text::uuid`.execute(
      desk.db,
    );
    expect(left).toMatchObject([{ rows: 1 }]);
    expect(left[0]?.content).toMatch(/^3\t.*Чужой.*\n$/);
    await verifyLedger(desk.db);
    const page = await desk.profile(client.id);
    expect(page).toMatchObject({
      name: "",
      erasedOn: "2026-11-22",
      stoppedOn: "2026-11-22",
      contactPoints: [],
    });
    await desk.plan();
    expect(await desk.planned(client.id)).not.toMatch(/planned/);
  });

  it("leaves lists of touches that can be read, whatever their occasion was", async () => {
    const client = await fullClient(desk, 7);
    await erase(client.id, await demandErasure(desk, client.id));
    for (const kind of [...occasionKinds.filter((one) => one !== "missing-facts"), "event:site-form"]) {
      await sql`update touch set occasion_kind = ${kind} where client_id = ${client.id}::text::uuid`.execute(
        desk.db,
      );
      const { timeline } = await get(desk.server, `/api/v1/clients/${client.id}?with=timeline`, ClientPage);
      const said = timeline?.entries.flatMap((entry) =>
        entry.kind === "touch" ? [entry.occasion.text] : [],
      );
      expect(said?.length, kind).toBeGreaterThan(0);
      expect(new Set(said), kind).toEqual(new Set(["повод уничтожен по требованию клиента"]));
    }
  });

  it("gives a numbered act without what was destroyed, once, to read and to print", async () => {
    const client = await fullClient(desk, 2);
    const demand = await demandErasure(desk, client.id);
    const first = await erase(client.id, demand, { staffMember: client.staff });
    const again = await erase(client.id, demand);
    expect(again.body).toEqual(first.body);
    const { acts } = await get(desk.server, "/api/v1/erasure-acts", ErasureActs);
    const [act] = acts.filter(({ client: id }) => id === client.id);
    expect(act).toMatchObject({ inTime: true, erasedBy: { name: "Вера Ильина" }, receivedOn: "2026-11-22" });
    const destroyed = Object.fromEntries((act?.destroyed ?? []).map(({ kind, rows }) => [kind, rows]));
    expect(destroyed).toMatchObject({
      contact_point: 3,
      do_not_disturb: 1,
      client_relation: 2,
      planned_trip: 1,
    });
    const one = await get(desk.server, `/api/v1/erasure-acts/${act?.number}`, ErasureAct);
    expect(one.ground).toBe("Требование субъекта персональных данных от 22 ноября 2026 (152-ФЗ, ст. 21)");
    const printed = await desk.server.inject({
      url: `/api/v1/erasure-acts/${act?.number}.html`,
      headers: { "accept-language": "ru" },
    });
    expect(printed.body).toContain(`Акт № ${act?.number} об уничтожении персональных данных`);
    for (const secret of client.secrets) expect(printed.body).not.toContain(secret);
    expect((await desk.server.inject("/api/v1/erasure-acts/9999")).statusCode).toBe(404);
    expect(await desk.send("PATCH", `/clients/${client.id}`, { givenName: "Снова" })).toMatchObject({
      body: { code: "processing_stopped" },
    });
  });

  it("keeps the client's address silent without knowing it, and not that of a housemate", async () => {
    const own = { kind: "phone" as const, value: "+79165550077" };
    const shared = { kind: "phone" as const, value: "+79165550078" };
    const client = await desk.client([own, shared]);
    const housemate = await desk.client([shared]);
    await erase(client, await demandErasure(desk, client));
    expect(await traces(desk.db, [own.value])).toEqual([]);
    await desk.plan();
    expect(await desk.planned(housemate)).toBe("planned call");
    const back = await desk.client([own]);
    await desk.plan();
    expect(await desk.planned(back)).toBe("refused by do_not_disturb");
    const [wish] = (await desk.profile(back)).wishes;
    await desk.change("POST", `/clients/${back}/wishes/${wish?.id}/end`, { words: "снова можно" });
    expect(await desk.planned(back)).toBe("planned call");
  });

  it("names other records with the same address, before and after, and on paper only counts them", async () => {
    const shared = { kind: "phone" as const, value: "+79165550079" };
    const client = await desk.client([shared]);
    const twin = await desk.client([shared], { familyName: "Повторова" });
    await desk.client([{ kind: "phone", value: "+79165550080" }]);
    const demand = await demandErasure(desk, client);
    const { demands } = await get(desk.server, "/api/v1/demands", Demands);
    const named = [{ client: twin, name: "Повторова Анна" }];
    expect(demands.find(({ id }) => id === demand)?.sharing).toEqual(named);
    const { body } = await erase(client, demand);
    expect(body).toMatchObject({ sharingThen: 1, sharing: named });
    const printed = await desk.server.inject({
      url: `/api/v1/erasure-acts/${String(body["number"])}.html`,
      headers: { "accept-language": "ru" },
    });
    expect(printed.body).toContain("<dt>другие записи с тем же контактом</dt><dd>1, не тронуты</dd>");
    expect(printed.body).not.toContain("Повторова");

    // The twin was the same person, and goes as well.
    const again = await erase(twin, await demandErasure(desk, twin));
    expect(again.body).toMatchObject({ sharingThen: 0, sharing: [] });
    const act = await get(desk.server, `/api/v1/erasure-acts/${String(body["number"])}`, ErasureAct);
    expect(act).toMatchObject({ sharingThen: 1, sharing: [] });
  });

  it("does not bring the person back with the same file", async () => {
    const client = await fullClient(desk, 3);
    await erase(client.id, await demandErasure(desk, client.id));
    const [family, given, patronymic, phone, , email, external] = client.secrets;
    const { rows: before } = await sql`select id from client`.execute(desk.db);
    const file = `ФИО;Телефон;Почта;Внешний номер\n${family} ${given} ${patronymic};${phone};${email};${external}\n`;
    const previewed = await desk.server.inject({
      method: "POST",
      url: "/api/v1/imports?name=clients.csv&wording=1",
      headers: { "content-type": "text/csv" },
      payload: file,
    });
    const { id } = previewed.json<{ id: string }>();
    await desk.server.inject({ method: "POST", url: `/api/v1/imports/${id}/confirm` });
    expect((await sql`select id from client`.execute(desk.db)).rows).toHaveLength(before.length);
    expect((await desk.profile(client.id)).name).toBe("");
    expect(await traces(desk.db, [family ?? "", phone ?? ""])).toEqual([]);
  });

  it("takes the records that were merged into the client along", async () => {
    const client = await fullClient(desk, 6);
    const secrets = ["Другофамильная", "+79165550606"];
    const twin = await desk.client([{ kind: "phone", value: "+79165550606" }], {
      familyName: "Другофамильная",
      externalId: "двойник-6",
    });
    await desk.send("POST", `/clients/${client.id}/merge`, { other: twin });
    await erase(client.id, await demandErasure(desk, client.id));
    expect(await traces(desk.db, [...secrets, "двойник-6", client.secrets[3] ?? ""])).toEqual([]);
    expect(await desk.send("POST", `/clients/${twin}/demands`, { kind: "stop", how: "офис" })).toMatchObject({
      body: { code: "client_merged" },
    });
    await verifyLedger(desk.db);
  });

  it("waits until own data that was asked for is handed out, and leaves no other demand open behind it", async () => {
    const { id: client } = await desk.change("POST", "/clients", { givenName: "Пелагея" });
    const of = `/clients/${client}/demands`;
    await desk.change("POST", of, { kind: "stop", how: "письмо" });
    const asked = await desk.change("POST", of, { kind: "export", how: "письмо" });
    const demand = await demandErasure(desk, client ?? "");
    const refused = await erase(client ?? "", demand);
    expect(refused).toMatchObject({ status: 409, body: { code: "wrong_state", field: "export" } });
    await desk.change("POST", `${of}/${asked.id}/close`, {});
    expect((await erase(client ?? "", demand)).status).toBe(200);
    const { demands } = await get(desk.server, "/api/v1/demands", Demands);
    expect(demands.filter((one) => one.client === client)).toEqual([]);
    const { acts } = await get(desk.server, `/api/v1/erasure-acts?client=${client}`, ErasureActs);
    expect(acts.map((act) => act.demand)).toEqual([demand]);
  });

  it("waits for a deposit to be paid out and for a message that is on its way, and needs a demand", async () => {
    const client = await fullClient(desk, 4);
    await desk.send("POST", `/cards/${client.card}/top-ups`, { amount: "10.00" });
    const demand = await demandErasure(desk, client.id);
    const refused = await erase(client.id, demand);
    expect(refused).toMatchObject({ status: 409, body: { code: "wrong_state" } });
    expect(refused.body["detail"]).toContain("deposit");
    await desk.send("POST", `/cards/${client.card}/payouts`, { amount: "10.00" });
    await sql`update intent set outcome = null where client_id = ${client.id}::text::uuid`.execute(desk.db);
    expect((await erase(client.id, demand)).body["detail"]).toContain("on its way");
    await sql`update intent set outcome = 'unknown' where client_id = ${client.id}::text::uuid`.execute(
      desk.db,
    );
    await desk.change("POST", `/clients/${client.id}/demands/${demand}/take-back`, {});
    expect(await erase(client.id, demand)).toMatchObject({ status: 409, body: { code: "wrong_state" } });
    const stop = await desk.change("POST", `/clients/${client.id}/demands`, { kind: "stop", how: "офис" });
    expect(await erase(client.id, stop.id ?? "")).toMatchObject({ status: 409 });
    expect((await traces(desk.db, ["извинение перед Пелагеей"])).length).toBeGreaterThan(0);
  });
});

onPostgres("an erasure that is killed", 4, (database, url) => {
  it("has happened whole or not at all, and is finished by running it again", async () => {
    const desk = new Desk(await openServer(database()), database().db);
    await desk.open();
    const client = await fullClient(desk, 5);
    const demand = await demandErasure(desk, client.id);
    const command = ["demands", "erase", client.id, demand, "--json"];
    const env = { DATABASE_URL: url() };
    const before = await traces(desk.db, client.secrets);
    const { db } = database();
    await db.transaction().execute(async (trx) => {
      // Nearly everything is deleted by then; the process waits for this row.
      await sql`select 1 from client_demand where client_id = ${client.id}::text::uuid for update`.execute(
        trx,
      );
      const waits = async () =>
        (
          await sql`select 1 from pg_locks join pg_stat_activity using (pid)
            where not granted and datname = current_database()`.execute(db)
        ).rows.length > 0;
      expect(await killWhen({ command, env }, waits)).toBe(true);
    });
    expect(await traces(desk.db, client.secrets)).toEqual(before);
    const { code, stdout, stderr } = await povod(command, env);
    expect(code, stderr).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ number: 1, client: client.id });
    expect(await traces(desk.db, client.secrets)).toEqual([]);
    await verifyLedger(database().db);
    await desk.server.close();
  });
});
