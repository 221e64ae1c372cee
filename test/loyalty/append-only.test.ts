/** Nobody who connects as the program changes or removes what is booked and sealed. */
import { describe, expect, inject, it } from "vitest";
import pg from "pg";
import { openDatabase } from "../../src/database/database.ts";
import { sql, type Connection } from "../../src/database/sql.ts";
import { parseDay, type EpochDay } from "../../src/kernel/calendar.ts";
import { systemClock } from "../../src/kernel/clock.ts";
import { newId } from "../../src/kernel/ids.ts";
import { kopecks } from "../../src/kernel/money.ts";
import { sealLedger } from "../../src/loyalty/actions/seal-ledger.ts";
import { verifyLedger } from "../../src/loyalty/actions/verify-ledger.ts";
import { onEveryEngine } from "../support/database.ts";
import { temporaryDatabase } from "../support/temporary-database.ts";
import { importRows } from "./base.ts";

const columns = {
  posting: "happened_on",
  refund: "price",
  adjustment: "amount",
  seal: "hash",
  sealing: "digest",
};

/** Books and seals something, then tries; tells what was not refused. */
async function allowed(db: Connection): Promise<string[]> {
  const on = parseDay("2026-01-31") as EpochDay;
  await importRows(db, [{ client: "a", on, amount: kopecks(1000_00), line: 2 }]);
  await sealLedger(db, { clock: systemClock });
  const done: string[] = [];
  for (const [table, column] of Object.entries(columns))
    for (const statement of [
      `update ${table} set ${column} = ${column}`,
      `delete from ${table}`,
      `truncate ${table}`,
      `truncate client, ${table} cascade`,
      `merge into ${table} using business on true when matched then delete`,
    ]) {
      const outcome = await sql
        .raw(statement)
        .execute(db)
        .then(() => "done", String);
      if (!outcome.includes(`on ${table} is refused`)) done.push(`${statement}: ${outcome}`);
    }
  await verifyLedger(db);
  return done;
}

onEveryEngine("what is booked and sealed", (database) => {
  it("is refused to be changed, deleted or emptied", async () => {
    expect(await allowed(database().db)).toEqual([]);
  });
});

describe.skipIf(!inject("postgresUrl"))("what is booked and sealed", () => {
  it("is refused to a role that owns all tables and is no superuser", async () => {
    // Empty, so that the role makes the tables.
    const { url, drop } = await temporaryDatabase(inject("postgresUrl") ?? "", "povod_test");
    const role = `povod_owner_${newId().replaceAll("-", "")}`;
    const password = newId();
    const administrator = new pg.Client({ connectionString: url });
    await administrator.connect();
    const own = new URL(url);
    await administrator.query(`create role ${role} login nosuperuser password '${password}'`);
    try {
      await administrator.query(`alter database ${own.pathname.slice(1)} owner to ${role}`);
      [own.username, own.password] = [role, password];
      const database = await openDatabase({ engine: "postgres", url: own.href });
      try {
        const { rows } = await sql<{ superuser: string; owner: string }>`
          select current_setting('is_superuser') as superuser, tableowner as owner from pg_tables
          where tablename = 'seal'`.execute(database.db);
        expect(rows).toEqual([{ superuser: "off", owner: role }]);
        expect(await allowed(database.db)).toEqual([]);
      } finally {
        await database.close();
      }
    } finally {
      await administrator.end();
      await drop();
      const after = new pg.Client({ connectionString: inject("postgresUrl") });
      await after.connect();
      await after.query(`drop role ${role}`);
      await after.end();
    }
  });
});
