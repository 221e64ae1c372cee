/** Every contact by itself, and all contacts of one person together, held to the wishes of that person. */
import type { Person, World } from "./world.ts";

export type Complain = (what: string) => void;

/** A letter that was handed over, or a call that was taken. */
export interface Contact {
  person: Person;
  channel: "email" | "call";
  purpose: string;
  chain: string;
  /** Chain, step and occasion: what may happen once. */
  what: string;
  onDay: string;
  /** The kind of occasion, and the day it hangs on. */
  kind: string;
  hangsOn: string;
  at: Temporal.Instant;
  /** At a time the client asked for. */
  promised: boolean;
  /** The client had it, or was spoken to. */
  reached: boolean;
  /** When a conversation ended; undefined where there was none. */
  spokeAt: Temporal.Instant | undefined;
  refused: boolean;
  complained: boolean;
}

const notAfter = (moment: Temporal.Instant, at: Temporal.Instant) =>
  Temporal.Instant.compare(moment, at) <= 0;
const daysBetween = (earlier: Temporal.Instant, later: Temporal.Instant) =>
  (later.epochMilliseconds - earlier.epochMilliseconds) / 86_400_000;

export function auditContact(contact: Contact, world: World, complain: Complain): void {
  const { person, purpose, channel, at } = contact;
  if (person.deceasedAt && notAfter(person.deceasedAt, at)) complain("to somebody who has died");
  for (const wish of person.wishes) {
    if (!notAfter(wish.at, at) || (wish.endedAt && notAfter(wish.endedAt, at))) continue;
    const covers =
      wish.scope === "everything" ||
      (wish.scope === "advertising" && purpose === "advertising") ||
      wish.channel === channel;
    if (covers) complain(`against a wish of ${wish.at.toString()}`);
  }
  if (purpose !== "service") auditConsent(contact, complain);
  const zone = zoneAt(person, at);
  if (!contact.promised)
    auditHours(contact, zone === undefined ? world.offices.map((office) => office.zone) : [zone], complain);
  if (purpose === "greeting" && !contact.promised && zone !== undefined) {
    const on = at.toZonedDateTimeISO(zone).toPlainDate();
    if (!isItsDay(contact, on)) complain(`a greeting on ${on.toString()}`);
  }
}

function auditConsent({ person, purpose, channel, at }: Contact, complain: Complain): void {
  const asked = purpose === "advertising" ? "advertising" : "contact";
  const last = person.consents
    .filter(
      (said) => said.purpose === asked && ["any", channel].includes(said.channel) && notAfter(said.at, at),
    )
    .sort((a, b) => Temporal.Instant.compare(a.at, b.at))
    .at(-1);
  if (!last?.given) complain(`without consent to ${asked}`);
}

function zoneAt({ zone, officeZone, earlierZones }: Person, at: Temporal.Instant): string | undefined {
  const lived = earlierZones.find(({ until }) => !notAfter(until, at));
  return lived ? lived.zone : (zone ?? officeZone);
}

/** Where nobody knows the zone, the hours have to be right in every zone of the business. */
function auditHours({ person, at }: Contact, zones: readonly string[], complain: Complain): void {
  const known = zoneAt(person, at) !== undefined;
  for (const place of zones) {
    const local = at.toZonedDateTimeISO(place);
    const weekend = local.dayOfWeek >= 6;
    const from = Math.max(weekend ? 11 : 10, known ? (person.hours?.[0] ?? 0) : 0);
    const to = Math.min(weekend ? 19 : 20, known ? (person.hours?.[1] ?? 24) : 24);
    if (local.hour < from || local.hour >= to) complain(`at ${local.toPlainTime().toString()} in ${place}`);
  }
}

/** A birthday as we were told it then, or the day of the holiday. */
function isItsDay({ person, kind, hangsOn, at }: Contact, on: Temporal.PlainDate): boolean {
  if (kind !== "birthday") return on.toString() === hangsOn;
  const known = person.earlierBirthdays.find(({ until }) => !notAfter(until, at)) ?? person.birthday;
  return isBirthday(known, on) || person.correctedOn.includes(on.toString());
}

export function isBirthday({ month, day }: Person["birthday"], on: Temporal.PlainDate): boolean {
  const celebrated = month === 2 && day === 29 && !on.inLeapYear ? 28 : day;
  return on.month === month && on.day === celebrated;
}

/**
 * Nothing twice, one a day, four in thirty days, two calls in thirty days, advertising once in fourteen; no advertising and
 * no care within a week of a conversation; nothing again of what was refused.
 */
export function auditTogether(contacts: readonly Contact[], wrong: string[]): void {
  const reached = contacts.filter((contact) => contact.reached);
  const occasions = reached.map(({ what }) => what);
  for (const [at, what] of occasions.entries())
    if (occasions.indexOf(what) !== at) wrong.push(`${reached[at]?.person.id}: ${what} twice`);
  const proactive = reached.filter(({ purpose, promised }) => purpose !== "service" && !promised);
  for (const contact of proactive) {
    const on = Temporal.PlainDate.from(contact.onDay);
    const within = (days: number, more: (other: Contact) => boolean = () => true) =>
      proactive.filter((other) => {
        const ago = Temporal.PlainDate.from(other.onDay).until(on).days;
        return ago >= 0 && ago < days && more(other);
      }).length;
    const complain: Complain = (what) =>
      void wrong.push(`${contact.person.id}: ${what} up to ${contact.what} on ${contact.onDay}`);
    if (within(1) > 1) complain(`${within(1)} touches on one day`);
    if (within(30) > 4) complain(`${within(30)} touches in 30 days`);
    if (within(30, ({ channel }) => channel === "call") > 2) complain("more than two calls in 30 days");
    if (contact.purpose === "advertising" && within(14, ({ purpose }) => purpose === "advertising") > 1)
      complain("advertising twice in 14 days");
  }
  for (const contact of contacts.filter(({ promised }) => !promised))
    auditAfterTalk(contact, contacts, wrong);
}

function auditAfterTalk(contact: Contact, contacts: readonly Contact[], wrong: string[]): void {
  const complain: Complain = (what) =>
    void wrong.push(`${contact.person.id}: ${what}: ${contact.what} at ${contact.at.toString()}`);
  for (const { spokeAt, refused, complained, chain } of contacts) {
    if (!spokeAt || !notAfter(spokeAt, contact.at)) continue;
    const days = daysBetween(spokeAt, contact.at);
    // Six days and a half: whether the seventh day is over is a matter of the calendar.
    if (days < 6.5 && ["care", "advertising"].includes(contact.purpose))
      complain("within a week of a conversation");
    // Nobody here ever closes a complaint.
    if (complained && ["advertising", "greeting"].includes(contact.purpose)) complain("a complaint is open");
    if (refused && chain === contact.chain && days < 364) complain("refused before");
  }
}
