/** A forecast that several ask for at once is made once; one that took long holds, until what is planned by changes. */
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sql } from "../../src/database/sql.ts";
import { setOperatorHours } from "../../src/planning/actions/change-etiquette.ts";
import { shareForecasts } from "../../src/reports/actions/share-forecasts.ts";
import { onEveryEngine } from "../support/database.ts";
import { day, SmallBase } from "../planning/small-base.ts";

const on = day("2026-11-23");
const range = {
  from: on,
  to: on,
  today: day("2026-11-22"),
  at: Temporal.Instant.from("2026-11-22T09:00:00Z"),
};
const stays = () => new AbortController().signal;

onEveryEngine("forecasts that are shared", (database) => {
  let base: SmallBase;
  beforeAll(() => {
    base = new SmallBase(database().db);
  });
  beforeEach(async () => {
    await base.reset();
    await sql`update chain_version set state = 'retired' where chain <> 'after-trip'`.execute(base.db);
    await base.trip(await base.client(), "2026-11-20");
  });
  const calls = ([first]: readonly { counts: readonly { state: string; count: number }[] }[]) =>
    first?.counts.reduce((sum, { count }) => sum + count, 0);

  it("is one answer for all who ask at once, also when one of them leaves", async () => {
    const forecast = shareForecasts(base.db);
    const leaves = new AbortController();
    const asked = [leaves.signal, stays(), stays()].map((signal) => forecast({ ...range, signal }));
    leaves.abort("gone");
    const [, one, other] = await Promise.allSettled(asked);
    expect(one).toMatchObject({ status: "fulfilled", value: [{ on }] });
    expect(other).toEqual(one);
  });

  it("is not made for nobody", async () => {
    const forecast = shareForecasts(base.db);
    await expect(forecast({ ...range, signal: AbortSignal.abort("gone") })).rejects.toMatchObject({
      code: "interrupted",
    });
    expect(calls(await forecast({ ...range, signal: stays() }))).toBe(1);
  });

  describe("with another trip since", () => {
    const tripped = async (longFromMs: number) => {
      const forecast = shareForecasts(base.db, { longFromMs, times: 1e9 });
      await forecast({ ...range, signal: stays() });
      await base.trip(await base.client(), "2026-11-20");
      return forecast;
    };

    it("is made anew where it is made quickly", async () => {
      const forecast = await tripped(Infinity);
      expect(calls(await forecast({ ...range, signal: stays() }))).toBe(2);
    });

    it("holds where it took long, for as long as chains, settings and hours are the same", async () => {
      const forecast = await tripped(0);
      const again = () => forecast({ ...range, signal: stays() });
      expect(calls(await again())).toBe(1);
      await setOperatorHours(base.db, { office: null, weekday: 1, on: null, minutes: 600 });
      expect(calls(await again())).toBe(2);
      await sql`update chain_version set state = 'paused' where chain = 'after-trip'`.execute(base.db);
      expect(calls(await again())).toBe(0);
    });
  });
});
