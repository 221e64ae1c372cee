/** A base of plain data put into the database, and what of a touch the model can tell. */
import { liveChains } from "../../src/chains/store.ts";
import type { Chain } from "../../src/chains/chain.ts";
import { sql, type Connection } from "../../src/database/sql.ts";
import { newId } from "../../src/kernel/ids.ts";
import type { PlannedTouch } from "../../src/planning/store/touches.ts";
import { aboutCall, type ModelBase, type ModelClient } from "../model/facts.ts";
import { whatOf } from "../model/place-of-the-day.ts";
import { reasonOf } from "../model/promises.ts";
import type { ModelTouch } from "../model/touch.ts";
import { followUp, switchOn } from "./follow-up.ts";
import type { SmallBase } from "./small-base.ts";

/** Nobody asks whether there is such an office. */
const somewhere = idOf("0ff1ce", 99);
const gift = idOf("91f7ed", 1);
/** Ids that are made up: what kind of row, and which. */
export function idOf(kind: string, number: number): string {
  return `00000000-0000-7000-8000-${kind}${String(number).padStart(6, "0")}`;
}

/** The step of a chain about each kind that the usual chains are not about. */
export const oneStep: Record<string, string> = {
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
  for (const promise of client.promised) {
    const { kind, chain, step, purpose, key } = reasonOf(client, promise);
    const [on, at] = [sql`${promise.on}::text::date`, sql`${promise.at}::text::timestamptz`];
    await sql`
      insert into touch (client_id, id, on_day, chain, chain_version, step, occasion_kind, occasion_key, occasion_date, facts,
        purpose, channel, state, decided_by, verdicts, not_before, planned_at, moved_at, call_back_at, keeper_id)
      values (${client.id}, touch_id(${client.id}::uuid, ${chain}, ${step}, ${key}, ${on}), ${on}, ${chain}, 1, ${step}, ${kind},
        ${key}, ${on}, '{}', ${purpose}, 'call', ${promise.state}, ${promise.state === "lapsed" ? "late" : null}, '[]', ${at},
        now(), ${promise.since}::text::timestamptz, ${at}, ${promise.keeper}::text::uuid)`.execute(db);
  }
  for (const complaint of client.complaints) {
    await sql`insert into complaint (client_id, id, words, opened_at, opened_by, closed_at, closed_by)
      values (${client.id}, ${complaint.id}, '-', ${complaint.opened}::text::timestamptz, '-',
        ${complaint.closed}::text::timestamptz, ${complaint.closed === null ? null : "-"})`.execute(db);
  }
}

/** With a letter that goes over to a call when it was not delivered for long. */
const movingOn = followUp.replace("[email]", "[{ channel: email, moveOn: { undeliveredHours: 6 } }, call]");

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
    await sql`insert into silenced_address values (${wish.kind}, ${wish.value}, ${idOf("51e4ce", index)}, ${wish.scope}, ${wish.channel},
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
    await sql`insert into do_not_disturb values (${client.id}, ${idOf("d15746", index)}, ${wish.scope}, ${wish.channel},
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
  for (const { on: made, step, state, isAlong } of trip ? client.followed : []) {
    const channel = state === "sent" ? "email" : "call";
    const key = `returned:${trip?.id}`;
    await base.made(client.id, made, { chain: "follow-up", step, key, state, channel, isAlong });
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

/** Touches of a day. */
export const comparable = (touches: readonly PlannedTouch[]): ModelTouch[] => {
  const named = new Map(
    touches.map(({ id, chain, step, occasion_key: key }) => [id, whatOf({ chain, step, key })]),
  );
  return touches.map((touch) => compared(touch, named));
};

const compared = (touch: PlannedTouch, named: ReadonlyMap<string, string>): ModelTouch => ({
  client: touch.client_id,
  chain: touch.chain,
  step: touch.step,
  key: touch.occasion_key,
  channel: touch.channel,
  state: touch.state,
  says: Object.fromEntries(touch.verdicts.map((verdict) => [verdict.rule, verdict.says])),
  notBefore: touch.not_before?.toString() ?? null,
  along: touch.taken_along_by && (named.get(touch.taken_along_by) ?? "nobody knows which call"),
});

export const byKey = (a: ModelTouch, b: ModelTouch) =>
  `${a.client}${a.chain}${a.step}${a.key}` < `${b.client}${b.chain}${b.step}${b.key}` ? -1 : 1;

export async function liveDefinitions(db: Connection): Promise<Chain[]> {
  return (await liveChains(db)).map((chain) => chain.definition);
}
