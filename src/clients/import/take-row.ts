/**
 * What a row adds to what is known: facts that were unknown, new addresses, consents and wishes. What the file and the
 * base say differently is kept or taken as asked. Nothing is ever removed, and no wish is lifted.
 */
import { birthdayText, nobody, type Phone, type RowFacts, type SingleFact } from "./facts.ts";
import type { KnownClient, KnownConsent } from "./known-client.ts";
import { relate } from "./names.ts";
import type { Problem } from "./problems.ts";

export interface TakingTerms {
  onDifference: "keep" | "take";
  /** The moment of the import. */
  at: Temporal.Instant;
  /** In which a day without an hour begins. */
  zone: string;
  makeId(): string;
}

/** From what, to what; empty text where nothing is known. */
export type FactChanges = Partial<Record<SingleFact, [string, string]>>;

export interface NewPoint extends Phone {
  id: string;
  kind: "phone" | "email";
}

export interface NewConsent extends KnownConsent {
  id: string;
  /** Where the row says so; else it is the import's. */
  wording?: string;
}

export interface NewWish {
  id: string;
  scope: string;
  channel: string | null;
  words: string;
}

export interface TakenRow {
  client: KnownClient;
  isNew: boolean;
  facts: FactChanges;
  points: NewPoint[];
  consents: NewConsent[];
  wishes: NewWish[];
  problems: Problem[];
}

export const changesNothing = ({ isNew, facts, points, consents, wishes }: TakenRow): boolean =>
  !isNew && Object.keys(facts).length + points.length + consents.length + wishes.length === 0;

/** `known` is brought to what it is after the row, so that the next row about the same client finds it so. */
export function takeRow(row: RowFacts, known: KnownClient | undefined, terms: TakingTerms): TakenRow {
  const client = known ?? stranger(terms.makeId());
  const taken: TakenRow = {
    client,
    isNew: known === undefined,
    facts: {},
    points: [],
    consents: [],
    wishes: [],
    problems: [],
  };
  if (client.stopped) return taken;
  takeNames(row, taken, terms);
  takeFact("sex", row.sex ?? "", taken, terms);
  takeBirthday(row, taken, terms);
  takeFact("homeOffice", row.homeOffice ?? "", taken, terms);
  takeFact("hours", row.hours, taken, terms);
  if (client.externalId === "" && !client.mergedIds?.includes(row.externalId))
    takeFact("externalId", row.externalId, taken, terms);
  for (const phone of row.phones) takePoint("phone", phone, taken, terms);
  for (const value of row.emails) takePoint("email", { value, extension: null }, taken, terms);
  takeConsents(row, taken, terms);
  takeWishes(row, taken, terms);
  return taken;
}

const stranger = (id: string): KnownClient => ({
  id,
  ...nobody,
  stopped: false,
  addresses: new Set(),
  consents: [],
  wishes: [],
  line: undefined,
});

export function factText(client: KnownClient, fact: SingleFact): string {
  if (fact === "birthday") return client.birthday ? birthdayText(client.birthday) : "";
  return client[fact] ?? "";
}

function change(taken: TakenRow, fact: SingleFact, to: string, value: unknown): void {
  taken.facts[fact] = [factText(taken.client, fact), to];
  Object.assign(taken.client, { [fact]: value });
}

function takeFact(
  fact: Exclude<SingleFact, "birthday">,
  value: string,
  taken: TakenRow,
  { onDifference }: TakingTerms,
): void {
  const ours = factText(taken.client, fact);
  if (value === "" || value === ours) return;
  if (ours !== "") taken.problems.push({ code: "differs", fact, value, other: ours });
  if (ours === "" || onDifference === "take") change(taken, fact, value, value);
}

function takeNames(row: RowFacts, taken: TakenRow, terms: TakingTerms): void {
  for (const fact of ["familyName", "givenName", "patronymic"] as const) {
    const relation = relate(row[fact], taken.client[fact]);
    // «И.» is told by «Иван», and only the longer one says more.
    if (relation === "same" || (relation === "initial" && row[fact].length <= taken.client[fact].length))
      continue;
    if (relation === "initial") change(taken, fact, row[fact], row[fact]);
    else takeFact(fact, row[fact], taken, terms);
  }
}

function takeBirthday(row: RowFacts, taken: TakenRow, { onDifference }: TakingTerms): void {
  if (!row.birthday) return;
  const ours = taken.client.birthday;
  const [theirText, ourText] = [birthdayText(row.birthday), ours ? birthdayText(ours) : ""];
  if (theirText === ourText) return;
  const sameDay = ours !== null && ourText.slice(-5) === theirText.slice(-5);
  if (sameDay && row.birthday.year === null) return;
  const fills = ours === null || (sameDay && ours.year === null);
  if (!fills) taken.problems.push({ code: "differs", fact: "birthday", value: theirText, other: ourText });
  if (fills || onDifference === "take") change(taken, "birthday", theirText, row.birthday);
}

function takePoint(kind: "phone" | "email", point: Phone, taken: TakenRow, { makeId }: TakingTerms): void {
  const key = `${kind}:${point.value}`;
  if (taken.client.addresses.has(key)) return;
  taken.client.addresses.add(key);
  taken.points.push({ id: makeId(), kind, ...point });
}

function takeConsents(row: RowFacts, taken: TakenRow, { at, zone, makeId }: TakingTerms): void {
  const { consents } = taken.client;
  for (const { purpose, channel, given, on, wording } of row.consents) {
    const about = consents.filter((known) => known.purpose === purpose && known.channel === channel);
    const newest = about.at(-1);
    const moment = on === null ? at : Temporal.PlainDate.from(on).toZonedDateTime(zone).toInstant();
    if (on === null && newest?.given === given) continue;
    if (about.some((known) => known.given === given && Temporal.Instant.compare(known.at, moment) === 0))
      continue;
    // Whoever said no, to this channel or to all, is not brought back by a word that may be older.
    const withdrawn = newestOf(consents, purpose, channel)?.given === false;
    if (given && on === null && withdrawn) {
      taken.problems.push({ code: "consent_after_withdrawal" });
      continue;
    }
    const consent = { purpose, channel, given, at: moment };
    insertByMoment(consents, consent);
    taken.consents.push({ id: makeId(), ...consent, ...(wording === undefined ? {} : { wording }) });
  }
}

const newestOf = (
  consents: readonly KnownConsent[],
  purpose: string,
  channel: string,
): KnownConsent | undefined =>
  consents.findLast((known) => known.purpose === purpose && [channel, "any"].includes(known.channel));

function insertByMoment(consents: KnownConsent[], consent: KnownConsent): void {
  const after = consents.findLastIndex((known) => Temporal.Instant.compare(known.at, consent.at) <= 0);
  consents.splice(after + 1, 0, consent);
}

/** A wish in the same words that was ended since was heard and dealt with. */
function takeWishes(row: RowFacts, taken: TakenRow, { at, makeId }: TakingTerms): void {
  const { wishes } = taken.client;
  for (const { scope, channel, words } of row.wishes) {
    const same = wishes.filter((known) => known.scope === scope && known.channel === channel);
    if (same.some((known) => known.inForce || known.words === words)) continue;
    const wish = { id: makeId(), scope, channel, words };
    wishes.push({ ...wish, inForce: true, since: at, until: null });
    taken.wishes.push(wish);
  }
}
