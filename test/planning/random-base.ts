/** Random bases around a day, as plain data and put into the database; and what of a touch the model can tell. */
import fc from "fast-check";
import { liveChains } from "../../src/chains/store.ts";
import type { Chain } from "../../src/chains/chain.ts";
import { sql, type Connection } from "../../src/database/sql.ts";
import { newId } from "../../src/kernel/ids.ts";
import type { PlannedTouch } from "../../src/planning/store/touches.ts";
import { followUp, switchOn } from "./follow-up.ts";
import { aboutCall, type ModelBase, type ModelClient, type ModelWish } from "../model/facts.ts";
import type { ModelTouch } from "../model/plan-model.ts";
import { day, type SmallBase } from "./small-base.ts";

const zones = [
  "Europe/Kaliningrad",
  "Europe/Moscow",
  "Asia/Yekaterinburg",
  "Asia/Vladivostok",
  "Asia/Kamchatka",
];
const offices = zones.slice(1, 4).map((zone, index) => ({ id: id("0ff1ce", index), zone }));

/** Nobody asks whether there is such an office. */
const somewhere = id("0ff1ce", 99);
const gift = id("91f7ed", 1);

function id(kind: string, number: number): string {
  return `00000000-0000-7000-8000-${kind}${String(number).padStart(6, "0")}`;
}

/** A day around `on`, as an offset, so that most facts matter. */
const near = (on: Temporal.PlainDate, min: number, max: number) =>
  fc.integer({ min, max }).map((days) => on.add({ days }).toString());

const instantNear = (on: Temporal.PlainDate) =>
  fc
    .integer({ min: -60 * 24, max: 30 })
    .map((hours) => on.toZonedDateTime("UTC").add({ hours }).toInstant().toString());

const wishes = (on: Temporal.PlainDate): fc.Arbitrary<ModelWish> =>
  fc
    .record({
      scope: fc.constantFrom("everything" as const, "advertising" as const, "channel" as const),
      channel: fc.constantFrom("call", "email"),
      since: instantNear(on),
      until: fc.option(near(on, -3, 3), { nil: null }),
    })
    .map((wish) => ({ ...wish, channel: wish.scope === "channel" ? wish.channel : null }));

const mostly = <Value>(value: Value, otherwise: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: otherwise });

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
          about: fc.constantFrom("bonus-burn" as const, "returned" as const, "birthday" as const),
          at: instantNear(on),
          outcome: fc.constantFrom("no_answer", "no_answer", "busy", "done"),
        }),
        { maxLength: 5 },
      ),
    ),
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
          bearer: fc.constantFrom(id("bea4e4", 1), id("bea4e4", 2)),
          on: near(on, -12, 1),
        }),
        { maxLength: 3 },
      ),
    ),
    followed: mostly(
      [] as ModelClient["followed"],
      fc.uniqueArray(
        fc.record({
          on: fc.oneof(near(on, -10, -1), near(on, -62, -58)),
          step: fc.constantFrom<string>("first", "second"),
          state: fc.constantFrom("sent" as const, "done" as const, "no_answer" as const),
        }),
        { maxLength: 4, selector: (touch) => `${touch.on} ${touch.step}` },
      ),
    ),
    made: mostly(
      [] as ModelClient["made"],
      fc.array(
        fc.record({
          on: near(on, -35, -1),
          purpose: fc.constantFrom("service", "care", "loyalty", "advertising"),
          channel: fc.constantFrom("call", "email"),
          state: fc.constantFrom("sent", "done", "unknown", "failed", "no_answer"),
        }),
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

export const scenarios = days.chain((text) => {
  const on = day(text);
  return fc.record({
    on: fc.constant(on),
    now: fc
      .integer({ min: -6, max: 30 })
      .map((hours) => on.toZonedDateTime("UTC").add({ hours }).toInstant()),
    base: fc.record({
      offices: fc.constantFrom(offices, offices.slice(0, 1), []),
      clients: fc
        .array(clients(on), { minLength: 1, maxLength: 8 })
        .map((list) => list.map((client, index) => ({ ...client, id: id("c11e47", index) }))),
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
});

async function putConversations(
  { db }: SmallBase,
  client: ModelClient,
  on: Temporal.PlainDate,
): Promise<void> {
  await sql`update client set preferred_channel = ${client.preferred} where id = ${client.id}`.execute(db);
  for (const refusal of client.refusals) {
    await sql`insert into refusal (client_id, id, chain, refused_on)
      values (${client.id}, ${refusal.id}, ${refusal.chain}, ${refusal.on}::text::date)`.execute(db);
  }
  for (const call of client.calls) {
    const about = aboutCall(client, call.about, on.year);
    if (!about) continue;
    const at = sql`${call.at}::text::timestamptz`;
    await sql`insert into call (client_id, id, touch_id, chain, occasion_key, staff_member_id, from_state, claimed_at,
        lease_until, ended_at, outcome)
      values (${client.id}, ${call.id}, ${call.id}, ${about.chain}, ${about.key}, ${call.id}, 'planned', ${at}, ${at},
        ${at}, ${call.outcome})`.execute(db);
  }
  for (const complaint of client.complaints) {
    await sql`insert into complaint (client_id, id, words, opened_at, opened_by, closed_at, closed_by)
      values (${client.id}, ${complaint.id}, '-', ${complaint.opened}::text::timestamptz, '-',
        ${complaint.closed}::text::timestamptz, ${complaint.closed === null ? null : "-"})`.execute(db);
  }
}

/** With a letter that goes over to a call when it was not delivered for long. */
const movingOn = followUp.replace("[email]", "[{ channel: email, moveOn: { undeliveredHours: 6 } }, call]");

/** The step of a chain about each kind that the usual chains are not about. */
const oneStep: Record<string, string> = {
  holiday: "offset: P0D, window: P0D, late: skip, channels: [email, call], purpose: greeting",
  visited: "offset: +P2D, window: P3D, late: skip, channels: [call, email], purpose: care",
  "planned-trip": "offset: -P1M, window: P2D, late: { until: P5D }, channels: [call, email], purpose: care",
  appointment: "offset: -P1D, window: P0D, late: skip, channels: [email, call], purpose: service",
  "card-expiry": "offset: -P1M, window: P5D, late: skip, channels: [call, email], purpose: loyalty",
  "card-ready": "offset: P0D, window: P7D, late: skip, channels: [email], purpose: service",
  "gift-waiting": "offset: +P14D, window: P7D, late: skip, channels: [email, call], purpose: care",
  "month-end": "offset: +P1D, window: P3D, late: skip, channels: [email], purpose: loyalty",
  acquaintance: "offset: +P1D, window: P7D, late: skip, channels: [email], purpose: care",
  recall: "offset: +P6M, window: P14D, late: skip, channels: [email, call], purpose: care",
  silence: "offset: +P1Y, window: P14D, late: skip, channels: [call, email], purpose: advertising",
  "event:signed": "offset: +P3D, window: P2D, late: { until: P4D }, channels: [call], purpose: care",
};

const chainAbout = (kind: string): string => `code: about-${kind.replace(":", "-")}
name: { ru: Проба, en: Trial }
about: { ru: проба, en: trial }
occasion: ${kind}
steps:
  - { code: step, template: words, ${oneStep[kind]} }
templates:
  words: { subject: { ru: Тема, en: Subject }, body: { ru: Слова, en: Words }, script: { ru: Слова, en: Words } }
`;

const aboutOthers = [
  "appointment",
  "card_renewal",
  "presentation",
  "gift_reservation",
  "gift",
  "planned_trip",
  "client_event",
  "business_calendar_day",
];

export async function put(base: SmallBase, facts: ModelBase, on: Temporal.PlainDate): Promise<void> {
  const { db } = base;
  for (const table of aboutOthers) await sql`delete from ${sql.table(table)}`.execute(db);
  await base.reset();
  await switchOn(db, movingOn);
  for (const kind of facts.alsoLive) await switchOn(db, chainAbout(kind));
  await sql`insert into gift values (${gift}, '{"ru":"Кружка","en":"Mug"}', now())`.execute(db);
  for (const { date, code, forSex } of facts.holidays) {
    await sql`insert into business_calendar_day (date, kind, name, code, for_sex)
      values (${date}::text::date, 'holiday', '{"ru":"Праздник","en":"Holiday"}', ${code}, ${forSex})`.execute(
      db,
    );
  }
  for (const office of facts.offices) {
    await sql`insert into office (id, name, city, address, zone) values (${office.id}, 'O', 'C', '-', ${office.zone})`.execute(
      db,
    );
  }
  for (const client of facts.clients) await putClient(base, client, facts, on);
  const settings = JSON.stringify({ etiquette: { controlShare: facts.controlShare } });
  await sql`update business set settings = ${settings}::text::jsonb`.execute(db);
  for (const { office, minutes } of facts.operatorHours) {
    for (const weekday of [1, 2, 3, 4, 5, 6, 7])
      await sql`insert into operator_hours values (${newId()}, ${office}, ${weekday}, null, ${minutes})`.execute(
        db,
      );
  }
  for (const [index, wish] of facts.silenced.entries()) {
    await sql`insert into silenced_address values (${wish.kind}, ${wish.value}, ${id("51e4ce", index)}, ${wish.scope}, ${wish.channel},
      ${wish.since}::text::timestamptz, ${wish.until}::text::date, null)`.execute(db);
  }
  for (const issue of facts.issues) await base.issue(issue.number, issue.on);
}

async function putClient(
  base: SmallBase,
  client: ModelClient,
  facts: ModelBase,
  on: Temporal.PlainDate,
): Promise<void> {
  const { db } = base;
  const office = facts.offices.some((known) => known.id === client.office) ? client.office : null;
  await sql`insert into client (id, zone, home_office_id, birthday_month, birthday_day, hours_from, hours_to, deceased_on, created_on)
    values (${client.id}, ${client.zone}, ${office}, ${client.birthday?.month ?? null}, ${client.birthday?.day ?? null},
      ${client.hours?.from ?? null}::text::time, ${client.hours?.to ?? null}::text::time,
      ${client.deceased ? "2020-01-01" : null}::text::date, '2019-01-01')`.execute(db);
  for (const point of client.contactPoints) {
    await sql`insert into contact_point values (${client.id}, ${point.id}, ${point.kind}, ${point.value}, ${point.state}, '2020-01-01')`.execute(
      db,
    );
    await sql`insert into contact_address values (${point.kind}, ${point.value}, ${client.id}) on conflict do nothing`.execute(
      db,
    );
  }
  for (const word of client.consents) {
    await sql`insert into consent values (${client.id}, ${word.id}, ${word.purpose}, ${word.channel}, ${word.given}, ${word.at}::text::timestamptz, 'form', '1')`.execute(
      db,
    );
  }
  for (const [index, wish] of client.wishes.entries()) {
    await sql`insert into do_not_disturb values (${client.id}, ${id("d15746", index)}, ${wish.scope}, ${wish.channel},
      ${wish.since}::text::timestamptz, ${wish.until}::text::date, null, 'desk', '-')`.execute(db);
  }
  for (const card of client.cards) await putCard(base, client, card);
  for (const trip of client.trips) {
    await sql`insert into dealing (client_id, id, kind, happened_on, returns_on, price) values (${client.id}, ${trip.id}, 'trip',
      '2025-01-01', ${trip.returnsOn}::text::date, ${trip.price.toString()}::text::bigint)`.execute(db);
  }
  if (client.stopped)
    await sql`insert into client_demand (client_id, id, kind, received_on, how, words, due_on, recorded_at)
      values (${client.id}, ${client.id}, 'stop', '2025-01-01', 'letter', '', '2025-01-15', '2025-01-01T00:00:00Z')`.execute(
      db,
    );
  for (const { id: dealing, on: bought } of client.bought) {
    await sql`insert into dealing (client_id, id, kind, happened_on, price) values (${client.id}, ${dealing}, 'purchase',
      ${bought}::text::date, 100)`.execute(db);
  }
  const [trip] = client.trips;
  for (const { on: made, step, state } of trip ? client.followed : []) {
    const channel = state === "sent" ? "email" : "call";
    const key = `returned:${trip?.id}`;
    await base.made(client.id, made, { chain: "follow-up", step, key, state, channel });
  }
  await putConversations(base, client, on);
  await putOthers(base, client);
  for (const [index, touch] of client.made.entries())
    await base.made(client.id, touch.on, { ...touch, key: `made:${index}` });
}

async function putCard(
  { db }: SmallBase,
  client: ModelClient,
  card: ModelClient["cards"][number],
): Promise<void> {
  const { renewal } = card;
  await sql`insert into card (client_id, id, number, sold_on, price, expires_on, last_presented_on, valid_through, balance,
      deposit, state)
    values (${client.id}, ${card.id}, ${card.id}, ${card.soldOn}::text::date, 0, ${card.expiresOn}::text::date,
      ${card.lastPresentedOn}::text::date, ${card.validThrough}::text::date, ${card.balance.toString()}::text::bigint,
      ${card.deposit.toString()}::text::bigint, ${card.isBlocked ? "blocked" : "active"})`.execute(db);
  if (renewal)
    await sql`insert into card_renewal (client_id, id, card_id, state, since, office_id, number)
      values (${client.id}, ${renewal.id}, ${card.id}, ${renewal.state}, ${renewal.since}::text::date, ${somewhere}, '77')`.execute(
      db,
    );
}

/** What gives the reasons that the usual chains are not about. */
async function putOthers({ db }: SmallBase, client: ModelClient): Promise<void> {
  await sql`update client set sex = ${client.sex} where id = ${client.id}`.execute(db);
  for (const { id: dealing, on, price } of client.visits)
    await sql`insert into dealing (client_id, id, kind, happened_on, price)
      values (${client.id}, ${dealing}, 'visit', ${on}::text::date, ${price.toString()}::text::bigint)`.execute(
      db,
    );
  for (const { id: appointment, on, time, state } of client.appointments)
    await sql`insert into appointment (client_id, id, office_id, on_day, at_time, state, booked_on)
      values (${client.id}, ${appointment}, ${somewhere}, ${on}::text::date, ${time}::text::time, ${state}, '2025-01-01')`.execute(
      db,
    );
  for (const { id: trip, startsOn, state } of client.plans)
    await sql`insert into planned_trip (client_id, id, starts_on, precision, destination, state, recorded_on)
      values (${client.id}, ${trip}, ${startsOn}::text::date, 'day', 'Пхукет', ${state}, '2025-01-01')`.execute(
      db,
    );
  for (const { id: reservation, reservedOn, state } of client.gifts)
    await sql`insert into gift_reservation (client_id, id, gift_id, office_id, reserved_on, state, ended_on)
      values (${client.id}, ${reservation}, ${gift}, ${somewhere}, ${reservedOn}::text::date, ${state},
        ${state === "reserved" ? null : reservedOn}::text::date)`.execute(db);
  for (const { id: event, name, on } of client.events)
    await sql`insert into client_event (client_id, id, name, happened_on, recorded_at)
      values (${client.id}, ${event}, ${name}, ${on}::text::date, '2025-01-01T00:00:00Z')`.execute(db);
  const [card] = client.cards;
  for (const { id: shown, bearer, on } of card ? client.lent : [])
    await sql`insert into presentation (client_id, id, card_id, presented_on, bearer, bearer_client_id)
      values (${client.id}, ${shown}, ${card?.id}, ${on}::text::date, 'client', ${bearer})`.execute(db);
}

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

export const comparable = (touch: PlannedTouch): ModelTouch => ({
  client: touch.client_id,
  chain: touch.chain,
  step: touch.step,
  key: touch.occasion_key,
  channel: touch.channel,
  state: touch.state,
  says: Object.fromEntries(touch.verdicts.map((verdict) => [verdict.rule, verdict.says])),
  notBefore: touch.not_before?.toString() ?? null,
});

export const byKey = (a: ModelTouch, b: ModelTouch) =>
  `${a.client}${a.chain}${a.step}${a.key}` < `${b.client}${b.chain}${b.step}${b.key}` ? -1 : 1;

export async function liveDefinitions(db: Connection): Promise<Chain[]> {
  return (await liveChains(db)).map((chain) => chain.definition);
}

/** Clients whose home office the base has. */
export const knownClients = (facts: ModelBase): ModelClient[] =>
  facts.clients.map((client) => ({
    ...client,
    office: facts.offices.some((office) => office.id === client.office) ? client.office : null,
  }));
