/** Random bases around a day, as plain data. */
import fc from "fast-check";
import type { ModelBase, ModelClient, ModelPromise, ModelWish } from "../model/facts.ts";
import { idOf, oneStep } from "./put-base.ts";
import { instantNear, mostly, near } from "./random-days.ts";
import { promises } from "./random-promises.ts";
import { day } from "./small-base.ts";

const zones = [
  "Europe/Kaliningrad",
  "Europe/Moscow",
  "Asia/Yekaterinburg",
  "Asia/Vladivostok",
  "Asia/Kamchatka",
];
const offices = zones.slice(1, 4).map((zone, index) => ({ id: idOf("0ff1ce", index), zone }));

const wishes = (on: Temporal.PlainDate): fc.Arbitrary<ModelWish> =>
  fc
    .record({
      scope: fc.constantFrom("everything" as const, "advertising" as const, "channel" as const),
      channel: fc.constantFrom("call", "email"),
      since: instantNear(on),
      until: fc.option(near(on, -3, 3), { nil: null }),
    })
    .map((wish) => ({ ...wish, channel: wish.scope === "channel" ? wish.channel : null }));

/** What is said in a call besides its own reason ends with the conversation. */
const alongWhereDone = <Touch extends { state: string; isAlong: boolean }>(touch: Touch): Touch => ({
  ...touch,
  isAlong: touch.isAlong && touch.state === "done",
});

const clients = (on: Temporal.PlainDate): fc.Arbitrary<Omit<ModelClient, "id">> =>
  fc.record({
    zone: fc.constantFrom(null, ...zones),
    office: fc.constantFrom(null, ...offices.map((office) => office.id)),
    birthday: fc.option(
      near(on, -2, 2).map((text) => ({ month: day(text).month, day: day(text).day })),
      { nil: null },
    ),
    hours: mostly(
      null,
      fc.constantFrom(
        { from: "14:00", to: "16:00" },
        { from: "06:00", to: "09:30" },
        { from: "18:30", to: "23:00" },
        { from: "19:30", to: "11:00" },
      ),
    ),
    deceased: mostly(false, fc.boolean()),
    stopped: mostly(false, fc.boolean()),
    contactPoints: fc.array(
      fc.record({
        id: fc.uuid(),
        kind: fc.constantFrom("phone" as const, "email" as const),
        value: fc.constantFrom("1", "2", "3", "4", "5", "6", "7", "8"),
        state: fc.constantFrom("unverified", "verified", "verified", "bounced", "wrong"),
        since: fc.constant("2020-01-01"),
      }),
      { maxLength: 4 },
    ),
    consents: fc.array(
      fc.record({
        id: fc.uuid(),
        purpose: fc.constantFrom("contact" as const, "advertising" as const),
        channel: fc.constantFrom("any", "call", "email"),
        given: mostly(true, fc.boolean()),
        at: instantNear(on),
      }),
      { maxLength: 5 },
    ),
    wishes: mostly<ModelWish[]>([], fc.array(wishes(on), { maxLength: 2 })),
    cards: fc.array(
      fc.record({
        id: fc.uuid(),
        validThrough: near(on, -2, 40),
        balance: fc.constantFrom(0n, 9_999n, 10_000n, 25_000n, 300_000n),
        deposit: fc.constantFrom(0n, 100n),
        soldOn: fc.oneof(fc.constant("2025-01-01"), near(on, -40, 0)),
        expiresOn: near(on, 20, 35),
        lastPresentedOn: fc.oneof(fc.constant("2025-01-01"), near(on, -40, 0)),
        isBlocked: mostly(false, fc.boolean()),
        renewal: mostly<ModelClient["cards"][number]["renewal"]>(
          null,
          fc.record({
            id: fc.uuid(),
            state: fc.constantFrom("asked", "office_chosen", "arrived", "handed_out"),
            since: near(on, -10, 1),
          }),
        ),
      }),
      { maxLength: 2 },
    ),
    trips: fc.array(
      fc.record({
        id: fc.uuid(),
        returnsOn: near(on, -10, 1),
        price: fc.constantFrom(5_000_000n, 9_000_000n),
      }),
      { maxLength: 2 },
    ),
    preferred: mostly(null, fc.constantFrom("call" as const, "email" as const)),
    refusals: mostly(
      [] as ModelClient["refusals"],
      fc.array(
        fc.record({
          id: fc.uuid(),
          chain: fc.constantFrom("bonus-burn", "birthday", "after-trip", "newsletter", "follow-up"),
          on: fc.oneof(near(on, -5, 1), near(on, -62, -58), near(on, -367, -363)),
        }),
        { maxLength: 2 },
      ),
    ),
    calls: mostly(
      [] as ModelClient["calls"],
      fc.array(
        fc.record({
          id: fc.uuid(),
          about: fc.constantFrom(
            "bonus-burn" as const,
            "returned" as const,
            "birthday" as const,
            "follow-up" as const,
          ),
          at: instantNear(on),
          outcome: fc.constantFrom("no_answer", "no_answer", "busy", "call_back", "done"),
        }),
        { maxLength: 5 },
      ),
    ),
    promised: mostly([] as ModelClient["promised"], promises(on)),
    complaints: mostly(
      [] as ModelClient["complaints"],
      fc.array(
        fc.record({
          id: fc.uuid(),
          opened: instantNear(on),
          closed: fc.option(fc.constant(on.add({ days: 2 }).toZonedDateTime("UTC").toInstant().toString()), {
            nil: null,
          }),
        }),
        { maxLength: 1 },
      ),
    ),
    bought: mostly(
      [] as ModelClient["bought"],
      fc.array(fc.record({ id: fc.uuid(), on: near(on, -12, 1) }), { maxLength: 2 }),
    ),
    sex: fc.constantFrom(null, "female" as const, "male" as const),
    visits: mostly(
      [] as ModelClient["visits"],
      fc.array(
        fc.record({
          id: fc.uuid(),
          on: fc.oneof(
            near(on, -7, 1),
            near(on.subtract({ months: 6 }), -16, 2),
            near(on.subtract({ years: 1 }), -16, 2),
          ),
          price: fc.constantFrom(100n, 200_000n),
        }),
        { maxLength: 3 },
      ),
    ),
    appointments: mostly(
      [] as ModelClient["appointments"],
      fc.array(
        fc.record({
          id: fc.uuid(),
          on: near(on, -1, 3),
          time: fc.constantFrom("09:05", "18:30"),
          state: fc.constantFrom("booked", "kept", "cancelled"),
        }),
        { maxLength: 2 },
      ),
    ),
    plans: mostly(
      [] as ModelClient["plans"],
      fc.array(
        fc.record({
          id: fc.uuid(),
          startsOn: fc.oneof(near(on, 24, 34), near(on, -2, 2)),
          state: fc.constantFrom("expected", "confirmed", "handed_over", "dropped"),
        }),
        { maxLength: 2 },
      ),
    ),
    gifts: mostly(
      [] as ModelClient["gifts"],
      fc.array(
        fc.record({
          id: fc.uuid(),
          reservedOn: near(on, -24, -12),
          state: fc.constantFrom("reserved", "picked_up"),
        }),
        { maxLength: 2 },
      ),
    ),
    events: mostly(
      [] as ModelClient["events"],
      fc.array(fc.record({ id: fc.uuid(), name: fc.constantFrom("signed", "paid"), on: near(on, -8, 1) }), {
        maxLength: 2,
      }),
    ),
    lent: mostly(
      [] as ModelClient["lent"],
      fc.array(
        fc.record({
          id: fc.uuid(),
          bearer: fc.constantFrom(idOf("bea4e4", 1), idOf("bea4e4", 2)),
          on: near(on, -12, 1),
        }),
        { maxLength: 3 },
      ),
    ),
    followed: mostly<ModelClient["followed"]>(
      [],
      fc.uniqueArray(
        fc
          .record({
            on: fc.oneof(near(on, -10, -1), near(on, -62, -58)),
            step: fc.constantFrom<string>("first", "second"),
            state: fc.constantFrom("sent" as const, "done" as const, "no_answer" as const),
            isAlong: fc.boolean(),
          })
          .map(alongWhereDone),
        { maxLength: 4, selector: (touch) => `${touch.on} ${touch.step}` },
      ),
    ),
    made: mostly<ModelClient["made"]>(
      [],
      fc.array(
        fc
          .record({
            on: near(on, -35, -1),
            purpose: fc.constantFrom("service", "care", "loyalty", "advertising"),
            channel: fc.constantFrom("call", "email"),
            state: fc.constantFrom("sent", "done", "unknown", "failed", "no_answer"),
            isAlong: fc.boolean(),
          })
          .map(alongWhereDone),
        { maxLength: 6 },
      ),
    ),
  });

const days = fc.constantFrom(
  "2026-11-18",
  "2026-11-22",
  "2027-02-28",
  "2028-02-29",
  "2026-03-31",
  "2027-01-01",
);

/** Who can be called, and has asked for it. */
const asking = (on: Temporal.PlainDate): ReturnType<typeof clients> =>
  fc
    .record({
      client: clients(on),
      promised: promises(on),
      phone: fc.record({ id: fc.uuid(), value: fc.constantFrom("1", "2", "3", "4", "5", "6", "7", "8") }),
      consent: fc.uuid(),
    })
    .map(({ client, promised, phone, consent }) => ({
      ...client,
      promised,
      deceased: false,
      stopped: false,
      contactPoints: [
        ...client.contactPoints,
        { ...phone, kind: "phone", state: "verified", since: "2020-01-01" },
      ],
      consents: [
        { id: consent, purpose: "contact", channel: "any", given: true, at: "2020-01-01T00:00:00Z" },
      ],
    }));

const scenario = (text: string, client: typeof clients) => {
  const on = day(text);
  return fc.record({
    on: fc.constant(on),
    now: fc
      .integer({ min: -6, max: 30 })
      .map((hours) => on.toZonedDateTime("UTC").add({ hours }).toInstant()),
    base: fc.record({
      offices: fc.constantFrom(offices, offices.slice(0, 1), []),
      clients: fc
        .array(client(on), { minLength: 1, maxLength: 8 })
        .map((list) => list.map((client, index) => ({ ...client, id: idOf("c11e47", index) }))),
      silenced: mostly(
        [] as ModelBase["silenced"],
        fc.array(
          fc
            .tuple(wishes(on), fc.constantFrom("phone" as const, "email" as const), fc.constantFrom("1", "2"))
            .map(([wish, kind, value]) => ({ ...wish, kind, value })),
          { maxLength: 1 },
        ),
      ),
      controlShare: mostly<number>(0, fc.constant(5_000)),
      operatorHours: mostly(
        [] as ModelBase["operatorHours"],
        fc.constantFrom<ModelBase["operatorHours"][]>(
          [{ office: null, minutes: 6 }],
          [{ office: offices[0]?.id ?? null, minutes: 13 }],
          [
            { office: offices[1]?.id ?? null, minutes: 0 },
            { office: null, minutes: 12 },
          ],
        ),
      ),
      alsoLive: fc.subarray(Object.keys(oneStep), { maxLength: 4 }),
      holidays: fc.uniqueArray(
        fc.record({
          date: near(on, -2, 2),
          code: fc.constantFrom("new-year", "womens-day"),
          forSex: fc.constantFrom(null, "female" as const),
        }),
        { maxLength: 2, selector: ({ date }) => date },
      ),
      issues: fc
        .array(near(on, -4, 1), { maxLength: 2 })
        .map((dates) => dates.map((date, index) => ({ number: index + 1, on: date }))),
    }),
  });
};

export type Scenario = typeof scenarios extends fc.Arbitrary<infer Drawn> ? Drawn : never;
export const scenarios = days.chain((text) => scenario(text, clients));
/** Everybody has asked for a call. */
export const scenariosOfPromises = days.chain((text) => scenario(text, asking));

/** From how many clients on a day is planned in lanes: always, where the database has connections for it, or never. */
export const lanesFrom = fc.constantFrom(0, undefined);

/** Two contact points of one client with one id cannot be; the generator may make them. */
export const distinctIds = (base: ModelBase) =>
  base.clients.every((client) =>
    [
      client.contactPoints,
      client.consents,
      client.cards,
      client.trips,
      client.calls,
      client.refusals,
      [...client.trips, ...client.bought, ...client.visits],
      client.appointments,
      client.plans,
      client.gifts,
      client.events,
      client.lent,
      client.cards.flatMap(({ renewal }) => renewal ?? []),
    ].every((rows) => new Set(rows.map((row) => row.id)).size === rows.length),
  );

/** Clients whose home office the base has. */
export const knownClients = (facts: ModelBase): ModelClient[] =>
  facts.clients.map((client) => ({
    ...client,
    office: facts.offices.some((office) => office.id === client.office) ? client.office : null,
  }));

export const withPromises = (facts: ModelBase, which: (promise: ModelPromise) => boolean): ModelBase => ({
  ...facts,
  clients: facts.clients.map((client) => ({ ...client, promised: client.promised.filter(which) })),
});
