/** Readings sent together are answered as if each had been sent alone. */
import { expect, it } from "vitest";
import { inOneGo } from "../../src/database/in-one-go.ts";
import { planOnce } from "../../src/database/prepared.ts";
import { sql, type Connection } from "../../src/database/sql.ts";
import { onEveryEngine } from "../support/database.ts";

onEveryEngine("readings in one go", (database) => {
  const days = async (db: Connection, from: string) => {
    const { rows } = await sql<{ day: Temporal.PlainDate; nth: bigint; none: string | null }>`${planOnce}
      select ${from}::text::date as day, 2::bigint as nth, null::text as none`.execute(db);
    return rows;
  };
  const numbers = async (db: Connection, to: number) => {
    const { rows } = await sql<{ n: number }>`select n from generate_series(1, ${to}::int) as n`.execute(db);
    return rows.map(({ n }) => n);
  };

  it("each get their own rows, read as ever, time after time", async () => {
    const { db } = database();
    for (let time = 0; time < 3; time++) {
      const all = inOneGo(db);
      const [first, three, none, second] = await Promise.all([
        days(all, "2026-11-22"),
        numbers(all, 3),
        numbers(all, 0),
        days(all, "2026-11-23"),
      ]);
      const day = { nth: 2n, none: null };
      expect(first).toEqual([{ ...day, day: Temporal.PlainDate.from("2026-11-22") }]);
      expect(second).toEqual([{ ...day, day: Temporal.PlainDate.from("2026-11-23") }]);
      expect([three, none]).toEqual([[1, 2, 3], []]);
    }
  });

  it("go on with what is asked after the first answers", async () => {
    const all = inOneGo(database().db);
    const twice = async (to: number) => numbers(all, (await numbers(all, to)).length * 2);
    expect(await Promise.all([twice(1), twice(2)])).toEqual([
      [1, 2],
      [1, 2, 3, 4],
    ]);
  });

  it("fail with the server's own words, and the next ones do not", async () => {
    const { db } = database();
    const all = inOneGo(db);
    const asked = Promise.all([numbers(all, 1), days(all, "no day"), numbers(all, 2)]);
    await expect(asked).rejects.toThrow('invalid input syntax for type date: "no day"');
    expect(await Promise.all([days(all, "2026-11-22"), numbers(all, 2)])).toMatchObject([
      [{ nth: 2n }],
      [1, 2],
    ]);
  });

  it("are asked one by one where a transaction is open, and see what it has written", async () => {
    await database()
      .db.transaction()
      .execute(async (trx) => {
        await sql`create temporary table seen (n int) on commit drop`.execute(trx);
        await sql`insert into seen values (7)`.execute(trx);
        const all = inOneGo(trx);
        const inIt = sql<{ n: number }>`select n from seen`;
        const [{ rows }, others] = await Promise.all([inIt.execute(all), numbers(all, 1)]);
        expect([rows, others]).toEqual([[{ n: 7 }], [1]]);
      });
  });
});
