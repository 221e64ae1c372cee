import { sql } from "kysely";
import { expect, test } from "vitest";
import { planOnce, planOnceForAnyDay } from "../../src/database/prepared.ts";
import { onEveryEngine } from "../support/database.ts";

onEveryEngine("what is planned once", (database) => {
  const echo = (text: string | null, count: number, yes: boolean | null) =>
    sql<{ text: string | null; next: number; yes: boolean | null; day: Temporal.PlainDate }>`${planOnce}
      select ${text}::text as text, ${count}::int + 1 as next, ${yes}::boolean as yes, date '2026-02-28' as day`;

  test("answers for the values of each asking, as any other statement does", async () => {
    const { db } = database();
    const day = Temporal.PlainDate.from("2026-02-28");
    for (const text of ["it's", "\\'; -- $1", "", null])
      expect((await echo(text, 41, text === null ? null : true).execute(db)).rows).toEqual([
        { text, next: 42, yes: text === null ? null : true, day },
      ]);
    const changed = await sql`${planOnce} update business set name = ${"Меридиан"}::text`.execute(db);
    expect(changed.numAffectedRows).toBe(1n);
  });

  test("outlives a transaction that fails, and fails as any other", async () => {
    const { db } = database();
    const halved = (by: number) => sql<{ half: number }>`${planOnce} select 8 / ${by}::int as half`;
    for (const time of ["first", "again"]) {
      const failing = db.transaction().execute(async (trx) => {
        await halved(2).execute(trx);
        await halved(0).execute(trx);
      });
      await expect(failing, time).rejects.toMatchObject({ code: "22012" });
    }
    expect((await halved(4).execute(db)).rows).toEqual([{ half: 2 }]);
  });

  test("answers however many there are", async () => {
    const { db } = database();
    const nth = (n: number) => sql<{ n: number }>`${planOnce} select ${sql.lit(n)} + ${1000}::int as n`;
    for (const n of [...Array(350).keys(), 0, 1, 349])
      expect((await nth(n).execute(db)).rows).toEqual([{ n: n + 1000 }]);
  });

  test("for any day: days are values on the way, and what follows is planned as ever", async () => {
    const { db } = database();
    const after = (text: string) => {
      const day = sql.raw(`date '${text}'`);
      return sql<{ day: Temporal.PlainDate }>`${planOnceForAnyDay} select ${day} + ${1}::int as day`;
    };
    const mode = sql<{ plan_cache_mode: string }>`show plan_cache_mode`;
    const next = Temporal.PlainDate.from("2026-03-01");
    for (const times of [1, 2]) {
      const days = await db.transaction().execute(async (trx) => {
        const { rows } = await after("2026-02-28").execute(trx);
        expect((await mode.execute(trx)).rows).toEqual([{ plan_cache_mode: "auto" }]);
        return rows;
      });
      expect(days, `${times}`).toEqual([{ day: next }]);
    }
    expect((await after("2026-03-01").execute(db)).rows).toEqual([{ day: next.add({ days: 1 }) }]);
    expect((await mode.execute(db)).rows).toEqual([{ plan_cache_mode: "auto" }]);
  });
});

onEveryEngine("what is planned for any day", (database) => {
  test("is planned once, whether two of its days are the same or not", async () => {
    const { db } = database();
    const apart = (one: string, other: string) => sql<{ apart: number }>`${planOnceForAnyDay}
      select ${sql.raw(`date '${one}'`)} - ${sql.raw(`date '${other}'`)} as apart`;
    await db.transaction().execute(async (trx) => {
      expect((await apart("2026-03-01", "2026-03-01").execute(trx)).rows).toEqual([{ apart: 0 }]);
      expect((await apart("2026-03-01", "2026-02-28").execute(trx)).rows).toEqual([{ apart: 1 }]);
      const kept = await sql<{ many: number }>`
        select count(*)::int as many from pg_prepared_statements where statement like '%as apart%'`.execute(
        trx,
      );
      expect(kept.rows).toEqual([{ many: 1 }]);
    });
  });
});
