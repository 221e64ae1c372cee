/**
 * Looking for duplicates: in the whole base, among those an import brought, for one client that changed. A million clients
 * on PostgreSQL (`POVOD_BENCH_CLIENTS` of them), of whom two in a hundred are somebody else entered again with a slip, and
 * ten share a relative's phone; a twentieth of that on the embedded engine. Last line of stdout: JSON.
 */
import type { Database } from "../src/database/database.ts";
import { sql, type Connection } from "../src/database/sql.ts";
import { elapsedMs } from "../src/kernel/clock.ts";
import {
  findDuplicates,
  findDuplicatesOfImport,
  lookForDuplicates,
} from "../src/clients/actions/find-duplicates.ts";
import { onBothEngines } from "./both-engines.ts";
import { generateNames } from "./name-base.ts";

const clients = Number(process.env["POVOD_BENCH_CLIENTS"] ?? 1_000_000);
const imported = "00000000-0000-4000-8000-000000000001";
const changes = 40;

/** Birthdays for nine of ten; every fiftieth is the one before again; every tenth has the phone of the one before. */
async function addDuplicates(db: Connection): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`
      update client set birthday_month = 1 + i * 7 % 12, birthday_day = 1 + i * 11 % 28, birthday_year = 1940 + i * 13 % 65,
        family_name = case when again.id is null then client.family_name
          else overlay(again.family_name placing '' from 3 for 1) end,
        given_name = coalesce(again.given_name, client.given_name), patronymic = coalesce(again.patronymic, client.patronymic)
      from (select id, row_number() over (order by id)::int as at from client) as numbered
      cross join lateral (select case when at % 50 = 0 then at - 1 else at end as i) as who
      left join client as again on at % 50 = 0 and again.id = lpad(to_hex(at - 1), 32, '0')::uuid
      where client.id = numbered.id and at % 10 <> 9`.execute(trx);
    await sql`
      with shared as (
        update contact_point as point set value = other.value
        from contact_point as other
        where point.kind = 'phone' and other.kind = 'phone' and ('x' || right(point.client_id::text, 8))::bit(32)::int % 10 = 0
          and other.client_id = lpad(to_hex(('x' || right(point.client_id::text, 8))::bit(32)::int - 1), 32, '0')::uuid
        returning point.client_id, point.value
      ), gone as (
        delete from contact_address using shared
        where contact_address.kind = 'phone' and contact_address.client_id = shared.client_id
      )
      insert into contact_address (kind, value, client_id) select 'phone', value, client_id from shared`.execute(
      trx,
    );
    // A tenth of them came by one import.
    await sql`
      insert into import_change (client_id, import_id, line, change)
      select id, ${imported}::text::uuid, row_number() over (order by id), '{}' from client
      where ('x' || right(id::text, 8))::bit(32)::int % 20 < 2`.execute(trx);
  });
  await sql`analyze`.execute(db);
}

async function seconds<Result>(work: () => Promise<Result>): Promise<{ result: Result; seconds: number }> {
  const startedMs = elapsedMs();
  const result = await work();
  return { result, seconds: Math.round(elapsedMs() - startedMs) / 1000 };
}

async function measure({ db, engine }: Database) {
  const count = engine === "pglite" ? Math.round(clients / 20) : clients;
  await generateNames(db, count);
  await addDuplicates(db);
  const whole = await seconds(() => findDuplicates(db));
  const again = await seconds(() => findDuplicates(db));
  const { rows } = await sql<{ brought: number }>`select count(*)::int as brought from import_change`.execute(
    db,
  );
  const brought = rows[0]?.brought ?? 0;
  const ofImport = await seconds(() => findDuplicatesOfImport(db, imported));
  const { rows: some } = await sql<{ id: string }>`
    select client_id as id from import_change order by md5(client_id::text) limit ${changes}`.execute(db);
  const ms: number[] = [];
  for (const { id } of some) {
    const one = await seconds(() => db.transaction().execute((trx) => lookForDuplicates(trx, [id])));
    ms.push(one.seconds * 1000);
  }
  const sorted = ms.toSorted((a, b) => a - b);
  return {
    clients: count,
    pairs: whole.result,
    wholeBaseSeconds: whole.seconds,
    wholeBaseAgainSeconds: again.seconds,
    imported: brought,
    importSeconds: ofImport.seconds,
    importedPerSecond: Math.round(brought / ofImport.seconds),
    oneClientP50Ms: sorted[Math.floor(sorted.length / 2)] ?? 0,
    oneClientP95Ms: sorted[Math.floor(sorted.length * 0.95)] ?? 0,
  };
}

console.log(JSON.stringify({ bench: "duplicates", ...(await onBothEngines(measure)) }));
