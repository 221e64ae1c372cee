/** Every rule of the etiquette, asked on a client's page: what it decides, from which facts, in both languages, and until when. */
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { sql } from "../../src/database/sql.ts";
import { newId } from "../../src/kernel/ids.ts";
import { changeEtiquette } from "../../src/planning/actions/change-etiquette.ts";
import { rulebook } from "../../src/planning/rulebook.ts";
import { Explanation } from "../../src/reports/client-contract.ts";
import { get } from "../http/server.ts";
import { openDesk } from "../loyalty/desk-base.ts";
import { standingClock } from "../loyalty/till-base.ts";
import { onEveryEngine } from "../support/database.ts";
import { followUp, switchOn } from "./follow-up.ts";
import { SmallBase } from "./small-base.ts";

const on = "2026-11-18";
/** When the hours of the next day open in Moscow. */
const tomorrow = "2026-11-19T07:00:00+00:00";

interface Situation {
  /** Lays the facts and returns the client. */
  lay(base: SmallBase): Promise<string>;
  /** What has become of the touch. */
  state: string;
  /** The facts that the rule looked at. */
  because: Record<string, unknown>;
  notBefore: string | null;
  /** Whose touch it is, where there are several. */
  chain?: string;
}

const greeted = { birthday: [11, 18] as [number, number] };
const back = async (
  base: SmallBase,
  facts: Parameters<SmallBase["client"]>[0] = {},
  returned = "2026-11-15",
) => {
  const client = await base.client(facts);
  await base.trip(client, returned);
  return client;
};
const run = (base: SmallBase, query: ReturnType<typeof sql>) => query.execute(base.db);

const situations: Record<string, Situation> = {
  deceased: {
    lay: (base) => base.client({ ...greeted, deceased: "2026-01-01" }),
    state: "refused",
    because: { since: "2026-01-01" },
    notBefore: null,
  },
  processing_stopped: {
    lay: async (base) => {
      const client = await base.client(greeted);
      await run(
        base,
        sql`insert into client_demand (client_id, id, kind, received_on, how, words, due_on, recorded_at)
          values (${client}, ${newId()}, 'stop', '2026-11-01', 'letter', '', '2026-11-15', '2026-11-01T00:00:00Z')`,
      );
      return client;
    },
    state: "refused",
    because: { since: "2026-11-01" },
    notBefore: null,
  },
  withdrawn: {
    lay: async (base) => {
      const client = await back(base);
      await base.plan(on);
      await run(base, sql`delete from dealing where client_id = ${client}`);
      return client;
    },
    state: "withdrawn",
    because: {},
    notBefore: null,
  },
  do_not_disturb: {
    lay: async (base) => {
      const client = await base.client(greeted);
      await base.wish(client, "everything", { until: "2026-12-01" });
      return client;
    },
    state: "refused",
    because: { scope: "everything", until: "2026-12-01" },
    notBefore: "2026-12-02T07:00:00+00:00",
  },
  no_consent: {
    lay: (base) => base.client({ ...greeted, consents: [] }),
    state: "refused",
    because: { given: false, needs: "contact", channel: "call" },
    notBefore: null,
  },
  refused_before: {
    lay: async (base) => {
      const client = await base.client(greeted);
      await run(
        base,
        sql`insert into refusal (client_id, id, chain, refused_on)
          values (${client}, ${newId()}, 'birthday', '2026-01-12')`,
      );
      return client;
    },
    state: "refused",
    because: { refused: "2026-01-12", free: "2027-01-12" },
    notBefore: "2027-01-12T07:00:00+00:00",
  },
  chain_over: {
    lay: async (base) => {
      await run(base, sql`delete from chain_version`);
      await switchOn(base.db, followUp);
      const client = await back(base);
      const { rows } = await sql<{
        id: string;
      }>`select id from dealing where client_id = ${client}::uuid`.execute(base.db);
      await base.made(client, "2026-11-16", {
        chain: "follow-up",
        step: "first",
        key: `returned:${rows[0]?.id}`,
        channel: "call",
        state: "done",
      });
      return client;
    },
    state: "refused",
    because: { by: "answered", on: "2026-11-16" },
    notBefore: null,
  },
  no_contact_point: {
    lay: (base) => base.client({ ...greeted, phone: "", email: "" }),
    state: "refused",
    because: { usable: false },
    notBefore: null,
  },
  attempts: {
    lay: async (base) => {
      const client = await back(base, { email: "" });
      const key = (await base.plan(on)).of(client).occasion_key;
      for (const at of ["2026-11-15T08:30:00Z", "2026-11-16T08:30:00Z", "2026-11-17T08:30:00Z"])
        await run(
          base,
          sql`insert into call (client_id, id, touch_id, chain, occasion_key, staff_member_id, from_state, claimed_at,
              lease_until, ended_at, outcome)
            values (${client}, ${newId()}, ${newId()}, 'after-trip', ${key}, ${newId()}, 'planned', ${at}::text::timestamptz,
              ${at}::text::timestamptz, ${at}::text::timestamptz, 'no_answer')`,
        );
      return client;
    },
    state: "refused",
    because: { unanswered: 3 },
    notBefore: null,
  },
  not_the_day: {
    lay: (base) => base.client({ birthday: [11, 17] }),
    state: "refused",
    because: { day: "2026-11-17", on },
    notBefore: null,
  },
  late: {
    lay: (base) => back(base, {}, "2026-11-10"),
    state: "lapsed",
    because: { due: "2026-11-13", windowEnds: "2026-11-17", on },
    notBefore: null,
  },
  greeting_only: {
    lay: (base) => back(base, greeted),
    state: "held",
    because: { birthday: true },
    notBefore: tomorrow,
    chain: "after-trip",
  },
  complaint_open: {
    lay: async (base) => {
      const client = await base.client(greeted);
      await run(
        base,
        sql`insert into complaint (client_id, id, words, opened_at, opened_by)
          values (${client}, ${newId()}, '-', '2026-11-10T09:00:00Z', '-')`,
      );
      return client;
    },
    state: "held",
    because: {},
    notBefore: null,
  },
  recently_spoke: {
    lay: async (base) => {
      const client = await back(base);
      await base.made(client, "2026-11-12", { purpose: "service", channel: "call", state: "done" });
      return client;
    },
    state: "held",
    because: { spoke: "2026-11-12", free: "2026-11-19" },
    notBefore: tomorrow,
  },
  quiet_hours: {
    lay: (base) => base.client({ ...greeted, zone: "Asia/Kamchatka" }),
    state: "held",
    because: { zone: "Asia/Kamchatka", zoneFrom: "client" },
    notBefore: "2026-11-18T22:00:00+00:00",
  },
  frequency: {
    lay: async (base) => {
      const client = await base.client(greeted);
      for (const made of ["2026-10-20", "2026-10-21", "2026-11-01", "2026-11-02"])
        await base.made(client, made);
      return client;
    },
    state: "held",
    because: { proactive: 4 },
    notBefore: tomorrow,
  },
  control_group: {
    lay: async (base) => {
      await changeEtiquette(base.db, new Map([["controlShare", "5000"]]));
      for (;;) {
        const client = await base.client(greeted);
        const plan = await base.plan(on);
        if (plan.ending(client) === "control by control_group") return client;
      }
    },
    state: "control",
    because: { of: "everywhere" },
    notBefore: null,
  },
  one_a_day: {
    lay: async (base) => {
      const client = await base.client(greeted);
      await base.made(client, on, { state: "claimed" });
      return client;
    },
    state: "held",
    because: { instead: "other/x" },
    notBefore: tomorrow,
    chain: "birthday",
  },
  same_person: {
    lay: async (base) => {
      const phone = "+79160000001";
      const other = await base.client({ phone });
      await base.card(other, "2026-12-18", 486_000n);
      return back(base, { phone });
    },
    state: "held",
    because: {},
    notBefore: tomorrow,
  },
  capacity: {
    lay: async (base) => {
      await run(base, sql`insert into operator_hours values (${newId()}, null, 3, null, 0)`);
      return back(base);
    },
    state: "held",
    because: { calls: 0 },
    notBefore: tomorrow,
  },
};

onEveryEngine("every rule", (database) => {
  const clock = standingClock(on);
  let base: SmallBase;
  let server: FastifyInstance;
  beforeAll(async () => {
    base = new SmallBase(database().db);
    ({ server } = await openDesk(base.db, clock));
  });
  afterAll(() => server.close());
  beforeEach(() => base.reset());

  it("is asked about here", () => {
    expect(Object.keys(situations).sort()).toEqual(rulebook.map(({ code }) => code).sort());
  });

  it.each(Object.entries(situations))("%s says what it decides and why", async (rule, situation) => {
    const client = await situation.lay(base);
    const told = async (lang: string) => {
      const url = `/api/v1/clients/${client}/explain?on=${on}&lang=${lang}`;
      const { touches } = await get(server, url, Explanation);
      const touch = touches.find(
        ({ chain, decidedBy }) => decidedBy === rule && (situation.chain ?? chain) === chain,
      );
      expect(touch, JSON.stringify(touches.map(({ state, decidedBy }) => [state, decidedBy]))).toBeDefined();
      expect(touch?.state).toBe(situation.state);
      const verdict = touch?.verdicts.find((one) => one.rule === rule);
      expect(verdict?.because).toMatchObject(situation.because);
      expect(verdict?.notBefore).toBe(situation.notBefore);
      expect(verdict?.text).not.toMatch(/undefined|null|NaN|Invalid|\{|\}/);
      return verdict?.text ?? "";
    };
    expect(await told("ru")).toMatch(/^[А-ЯЁ0-9«][^a-z]*[.]$/);
    expect(await told("en")).toMatch(/^[A-Z0-9“][^а-яё]*[.]$/);
  });
});
