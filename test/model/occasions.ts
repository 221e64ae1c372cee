/** The reasons a client's facts give, kind by kind: all there ever are, one client at a time, with nothing of the SQL. */
import { eventOf, type OccasionKind } from "../../src/chains/chain.ts";
import type { ModelBase, ModelClient } from "./facts.ts";

export interface ModelOccasion {
  key: string;
  date: Temporal.PlainDate;
  worth: bigint;
}

interface Around {
  base: ModelBase;
  /** The day that is planned. */
  on: Temporal.PlainDate;
}

type Source = (client: ModelClient, around: Around) => { key: string; date: string; worth?: bigint }[];

export function occasionsOf(client: ModelClient, kind: OccasionKind, around: Around): ModelOccasion[] {
  const event = eventOf(kind);
  const source = event === undefined ? sources[kind] : named(event);
  return (source?.(client, around) ?? []).map(({ key, date, worth = 0n }) => ({
    key: `${event === undefined ? kind : "event"}:${key}`,
    date: Temporal.PlainDate.from(date),
    worth,
  }));
}

const reachable = (client: ModelClient) => client.contactPoints.length > 0;

/** Days and ids as text sort as they do as values. */
const latest = <Row extends { id: string; on: string }>(rows: readonly Row[]): Row[] =>
  rows.toSorted((a, b) => (a.on + a.id < b.on + b.id ? 1 : -1)).slice(0, 1);

/** Every time something was heard of the client by a dealing: a trip is over when it ends. */
const heard = (client: ModelClient) => [
  ...client.bought.map(({ id, on }) => ({ id, on, price: 100n })),
  ...client.visits,
  ...client.trips.map(({ id, returnsOn, price }) => ({ id, on: returnsOn, price })),
];

const named =
  (event: string): Source =>
  ({ events }) =>
    events.filter(({ name }) => name === event).map(({ id, on }) => ({ key: id, date: on }));

const sources: Partial<Record<OccasionKind, Source>> = {
  "bonus-burn": ({ cards }) =>
    cards
      .filter(({ balance, isBlocked }) => balance >= 10_000n && !isBlocked)
      .map((card) => ({
        key: `${card.id}:${card.validThrough}`,
        date: card.validThrough,
        worth: card.balance,
      })),
  birthday: ({ id, birthday }, { on }) =>
    birthday === null
      ? []
      : [on.year - 1, on.year, on.year + 1].map((year) => ({
          key: `${id}:${year}`,
          date: Temporal.PlainDate.from({ year, ...birthday }, { overflow: "constrain" }).toString(),
        })),
  returned: ({ trips }) =>
    trips.map(({ id, returnsOn, price }) => ({ key: id, date: returnsOn, worth: price })),
  issue: ({ contactPoints }, { base }) =>
    contactPoints.some(({ kind }) => kind === "email")
      ? base.issues.map(({ number, on }) => ({ key: String(number), date: on }))
      : [],
  holiday: (client, { base }) =>
    base.holidays
      .filter(({ forSex }) => reachable(client) && (forSex === null || forSex === client.sex))
      .map(({ date, code }) => ({ key: `${code}:${date}`, date })),
  visited: ({ visits }) => visits.map(({ id, on, price }) => ({ key: id, date: on, worth: price })),
  "planned-trip": ({ plans }) =>
    plans
      .filter(({ state }) => state === "expected" || state === "confirmed")
      .map(({ id, startsOn }) => ({ key: `${id}:${startsOn}`, date: startsOn })),
  appointment: ({ appointments }) =>
    appointments
      .filter(({ state }) => state === "booked")
      .map(({ id, on, time }) => ({ key: `${id}:${on}:${time}`, date: on })),
  "card-expiry": ({ cards }) =>
    cards
      .filter(({ isBlocked, renewal }) => !isBlocked && !/chosen|arrived/.test(renewal?.state ?? ""))
      .map((card) => ({ key: `${card.id}:${card.expiresOn}`, date: card.expiresOn, worth: card.balance })),
  "card-ready": ({ cards }) =>
    cards.flatMap(({ renewal, balance }) =>
      renewal?.state === "arrived" ? [{ key: renewal.id, date: renewal.since, worth: balance }] : [],
    ),
  "gift-waiting": ({ gifts }) =>
    gifts
      .filter(({ state }) => state === "reserved")
      .map(({ id, reservedOn }) => ({ key: id, date: reservedOn })),
  "month-end": ({ cards }, { on }) =>
    [-2, -1, 0, 1].flatMap((months) => {
      const month = on.toPlainYearMonth().add({ months });
      const [first, last] = [month.toPlainDate({ day: 1 }), month.toPlainDate({ day: month.daysInMonth })];
      return cards
        .filter(({ soldOn, isBlocked }) => !isBlocked && soldOn <= last.toString())
        .filter(
          (card) => card.balance !== 0n || card.deposit !== 0n || card.lastPresentedOn >= first.toString(),
        )
        .map(({ id, balance }) => ({
          key: `${id}:${month.toString()}`,
          date: last.toString(),
          worth: balance,
        }));
    }),
  acquaintance: ({ cards: [card], lent }) =>
    card === undefined
      ? []
      : [...Map.groupBy(lent, ({ bearer }) => bearer)].map(([bearer, shown]) => ({
          key: `${card.id}:${bearer}`,
          date: shown.map(({ on }) => on).sort()[0] ?? "",
        })),
  recall: ({ visits, appointments }, { on }) =>
    appointments.some((booked) => booked.state === "booked" && booked.on >= on.toString())
      ? []
      : latest(visits).map(({ id, on: visitedOn, price }) => ({ key: id, date: visitedOn, worth: price })),
  silence: (client, { on }) =>
    latest(heard(client))
      .filter((last) => client.cards.every(({ lastPresentedOn }) => lastPresentedOn <= last.on))
      .filter(() =>
        client.plans.every(({ state, startsOn }) => state === "dropped" || startsOn < on.toString()),
      )
      .map(({ id, on: heardOn, price }) => ({ key: id, date: heardOn, worth: price })),
};
