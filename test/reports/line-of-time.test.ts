/** Everything that happened with a client, of all kinds; a page of it costs the same however much that is. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { sql, type Connection } from "../../src/database/sql.ts";
import { newId } from "../../src/kernel/ids.ts";
import { readTimeline } from "../../src/reports/actions/read-timeline.ts";
import { recogniseReader } from "../../src/business/actions/recognise-reader.ts";
import { Timeline } from "../../src/reports/client-contract.ts";
import { Desk } from "../clients/desk.ts";
import { addCard, addClient, addOffice } from "../http/rows.ts";
import { get, now, openServer } from "../http/server.ts";
import { onEveryEngine } from "../support/database.ts";

onEveryEngine("a client's line of time", (database) => {
  let desk: Desk;
  let db: Connection;
  beforeAll(async () => {
    ({ db } = database());
    desk = new Desk(await openServer(database()), db);
  });
  afterAll(() => desk.server.close());

  const line = (client: string, query = "") =>
    get(desk.server, `/api/v1/clients/${client}/timeline${query}`, Timeline);

  it("tells of changes, cards and their renewals, grace periods and files", async () => {
    const office = await addOffice(db, { name: "Вайнера, 9" });
    const file = await desk.server.inject({
      method: "POST",
      url: "/api/v1/imports?name=clients.csv",
      headers: { "content-type": "text/csv" },
      payload: "Код;Клиент;Телефон\nline-1;Краснова Ольга;+7 916 200-10-10\n",
    });
    const brought = file.json<{ id: string }>().id;
    await desk.server.inject({ method: "POST", url: `/api/v1/imports/${brought}/confirm` });
    const { rows } = await sql<{ id: string }>`
      select client_id as id from client_external_id where external_id = 'line-1'`.execute(db);
    const olga = String(rows[0]?.id);
    await desk.change("PATCH", `/clients/${olga}`, { homeOffice: office });
    await desk.wish(olga);
    const card = await addCard(db, olga, {
      number: "7712345678901237",
      sold_on: "2026-11-01",
      sold_at_office_id: office,
    });
    const staff = newId();
    await sql`insert into staff_member (id, name, role) values (${staff}, 'Анна', 'owner')`.execute(db);
    await sql`
      insert into card_renewal_move (client_id, id, renewal_id, at, to_state, office_id, staff_member_id)
      values (${olga}, ${newId()}, ${newId()}, '2026-11-20T10:00:00Z', 'office_chosen', ${office}, ${staff})`.execute(
      db,
    );
    await sql`
      insert into card_grace (client_id, id, card_id, through, reason, staff_member_id, given_at)
      values (${olga}, ${newId()}, ${card}, '2027-01-31', 'Извинение', ${staff}, '2026-11-21T10:00:00Z')`.execute(
      db,
    );
    await desk.send("PUT", "/cards/7712345678901237/statements/2026-10/handed-out", {
      office,
      staffMember: staff,
    });
    const [paper] = (await line(olga, "?kind=statement")).entries;
    expect(paper).toMatchObject({
      kind: "statement",
      on: "2026-11-22",
      at: now.toString(),
      card: "7712345678901237",
      month: "2026-10",
      office: "Вайнера, 9",
      staffMember: "Анна",
    });
    const { entries } = await line(olga);
    const [first] = (await line(olga, "?kind=change")).entries;
    expect(first).toMatchObject({
      kind: "change",
      field: "homeOffice",
      before: null,
      after: "Вайнера, 9",
      source: "api",
    });
    expect(entries.map(({ kind, on }) => [kind, on])).toEqual([
      ["statement", "2026-11-22"],
      ["change", "2026-11-22"],
      ["import", "2026-11-22"],
      ["wish", "2026-11-22"],
      ["grace", "2026-11-21"],
      ["renewal", "2026-11-20"],
      ["card", "2026-11-01"],
    ]);
    expect(entries[2]).toMatchObject({ fileName: "clients.csv", made: true });
    expect(entries[6]).toMatchObject({ what: "sold", number: "7712345678901237", office: "Вайнера, 9" });

    const { id: survivor } = await desk.change("POST", "/clients", { givenName: "Ольга" });
    await desk.change("POST", `/clients/${survivor}/merge`, { other: olga });
    await desk.send("PUT", "/cards/7712345678901237/statements/2026-10/handed-out", { office });
    expect((await line(survivor ?? "", "?kind=statement")).entries).toEqual([paper]);
    await desk.change("POST", `/clients/${survivor}/unmerge`, { other: olga });
    expect((await line(olga, "?kind=statement")).entries).toEqual([paper]);
  });

  /** Rows that one page makes the database read. */
  async function rowsRead(
    client: string,
    cursor: string | undefined,
  ): Promise<{ read: number; timeline: Timeline }> {
    const reader = await recogniseReader(
      { db, clock: { now: () => now } },
      { lang: "en", acceptLanguage: undefined },
    );
    return db.transaction().execute(async (trx) => {
      const counted = async () =>
        (
          await sql<{ read: bigint }>`
            select coalesce(sum(seq_tup_read + idx_tup_fetch), 0)::bigint as read from pg_stat_xact_user_tables
            where relname not in ('office', 'business', 'staff_member')`.execute(trx)
        ).rows[0]?.read ?? 0n;
      const before = await counted();
      const timeline = await readTimeline(trx, reader, { client, kind: undefined, cursor });
      return { read: Number((await counted()) - before), timeline };
    });
  }

  it("costs the same with twenty thousand entries as with a hundred, at the beginning and far down", async () => {
    const fill = async (entries: number): Promise<string> => {
      const client = await addClient(db, {});
      const each = entries / 4;
      await sql`
        insert into dealing (client_id, id, kind, happened_on, price)
        select ${client}::uuid, gen_random_uuid(), 'purchase', date '2026-11-01' - n / 2, 100
        from generate_series(1, ${each}::int) as n`.execute(db);
      await sql`
        insert into presentation (client_id, id, card_id, presented_on)
        select client_id, gen_random_uuid(), id, happened_on from dealing where client_id = ${client}::uuid`.execute(
        db,
      );
      await sql`
        insert into client_event (client_id, id, name, happened_on, recorded_at)
        select client_id, gen_random_uuid(), 'visit', happened_on, now() from dealing
        where client_id = ${client}::uuid`.execute(db);
      await sql`
        insert into client_change (client_id, id, at, source, field, before, after)
        select client_id, overlay(gen_random_uuid()::text placing left(first_id(happened_on)::text, 13) from 1)::uuid,
          happened_on, 'api', 'givenName', '"A"', '"B"' from dealing where client_id = ${client}::uuid`.execute(
        db,
      );
      return client;
    };
    const short = await fill(100);
    const long = await fill(20_000);
    await sql`analyze`.execute(db);
    const few = await rowsRead(short, undefined);
    const first = await rowsRead(long, undefined);
    expect(first.read).toBeLessThan(few.read * 4 + 500);
    const seen = new Set<string>();
    let cursor: string | undefined;
    for (let page = 0; page < 8; page++) {
      const { entries, next } = await line(long, cursor === undefined ? "" : `?cursor=${cursor}`);
      for (const { kind, id } of entries) seen.add(`${kind} ${id}`);
      cursor = next ?? undefined;
    }
    expect(seen.size).toBe(400);
    const deep = Buffer.from(JSON.stringify(["2020-06-01", "5", newId()])).toString("base64url");
    const far = await rowsRead(long, deep);
    expect(far.timeline.entries).toHaveLength(50);
    expect(far.read).toBeLessThan(few.read * 4 + 500);
  });
});
