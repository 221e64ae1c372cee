/** The facts about a client that somebody may change, and what a change comes to. */
import { daysInMonth, parseDay } from "../kernel/calendar.ts";
import { inputHash } from "../kernel/idempotency.ts";
import type { Language } from "../kernel/language.ts";
import { zone as knownZone } from "../business/settings.ts";
import { attributeValue, type AttributeValue } from "./attribute.ts";
import { badInput } from "./bad-input.ts";
import type { NamedAttribute, ProfilePatch } from "./change-contract.ts";
import type { Change } from "./desk.ts";

export interface Birthday {
  month: number;
  day: number;
  year: number | null;
}

/** Days are YYYY-MM-DD, times of day HH:MM, an office is its id. */
export interface ProfileFacts {
  familyName: string;
  givenName: string;
  patronymic: string;
  sex: "female" | "male" | null;
  birthday: Birthday | null;
  language: Language;
  zone: string | null;
  homeOffice: string | null;
  /** Where the printed statement of a month is wanted. */
  statementOffice: string | null;
  hours: { from: string; to: string } | null;
  preferredChannel: NonNullable<ProfilePatch["preferredChannel"]> | null;
  deceasedOn: string | null;
  attributes: Record<string, AttributeValue>;
  tags: string[];
}

/** What of the business a value is checked against. */
export interface Known {
  offices: ReadonlySet<string>;
  attributes: ReadonlyMap<string, NamedAttribute>;
  today: string;
}

/** The same facts have the same version, whoever wrote them and however. */
export const versionOf = (facts: ProfileFacts): string => inputHash("profile", facts).slice(0, 32);

/** Throws `bad_input` with the field. */
export function patched(
  facts: ProfileFacts,
  patch: Omit<ProfilePatch, "staffMember">,
  known: Known,
): { facts: ProfileFacts; changes: Change[] } {
  const after = { ...facts, ...readPatch(facts, patch, known) };
  return { facts: after, changes: changesBetween(facts, after) };
}

function readPatch(
  facts: ProfileFacts,
  patch: Omit<ProfilePatch, "staffMember">,
  known: Known,
): Partial<ProfileFacts> {
  const read: Partial<ProfileFacts> = {};
  for (const part of ["familyName", "givenName", "patronymic"] as const) {
    const text = patch[part];
    if (text !== undefined) read[part] = text.trim().replaceAll(/\s+/g, " ");
  }
  if (patch.sex !== undefined) read.sex = patch.sex;
  if (patch.language !== undefined) read.language = patch.language;
  if (patch.birthday !== undefined) read.birthday = birthday(patch.birthday, known.today);
  if (patch.zone !== undefined) read.zone = patch.zone === null ? null : knownZone(patch.zone);
  for (const place of ["homeOffice", "statementOffice"] as const) {
    const id = patch[place];
    if (id !== undefined) read[place] = office(place, id, known);
  }
  if (patch.hours !== undefined) read.hours = hours(patch.hours);
  if (patch.preferredChannel !== undefined) read.preferredChannel = patch.preferredChannel;
  if (patch.deceasedOn !== undefined) read.deceasedOn = pastDay(patch.deceasedOn, known.today);
  if (patch.attributes !== undefined)
    read.attributes = attributes(facts.attributes, patch.attributes, known.attributes);
  if (patch.tags !== undefined) read.tags = [...new Set(patch.tags.map((tag) => tag.trim()))].sort();
  return read;
}

function birthday(value: NonNullable<ProfilePatch["birthday"]> | null, today: string): Birthday | null {
  if (value === null) return null;
  const { month, day, year = null } = value;
  const leapYear = 2000;
  if (day > daysInMonth(year ?? leapYear, month)) throw badInput("birthday", "a day that the month has");
  const two = (number: number) => String(number).padStart(2, "0");
  if (year !== null && `${year}-${two(month)}-${two(day)}` > today)
    throw badInput("birthday", "a day that has passed");
  return { month, day, year };
}

function office(field: string, id: string | null, { offices }: Known): string | null {
  if (id === null) return null;
  if (!offices.has(id.toLowerCase())) throw badInput(field, "an office's id");
  return id.toLowerCase();
}

function hours(value: { from: string; to: string } | null): ProfileFacts["hours"] {
  if (value === null) return null;
  const { from, to } = value;
  const isTime = (text: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
  if (!isTime(from) || !isTime(to) || from >= to)
    throw badInput("hours", "a time of day and a later one, such as 10:00 and 19:00");
  return { from, to };
}

function pastDay(value: string | null, today: string): string | null {
  if (value === null) return null;
  if (parseDay(value) === undefined || value > today) throw badInput("deceasedOn", "a day that has passed");
  return value;
}

function attributes(
  before: ProfileFacts["attributes"],
  patch: Record<string, AttributeValue | null>,
  known: Known["attributes"],
): ProfileFacts["attributes"] {
  const after = { ...before };
  for (const [name, value] of Object.entries(patch)) {
    const attribute = known.get(name);
    if (!attribute) throw badInput(`attributes.${name}`, "the name of an attribute that the business keeps");
    if (value === null) delete after[name];
    else after[name] = attributeValue(attribute, value);
  }
  return after;
}

export function changesBetween(before: ProfileFacts, after: ProfileFacts): Change[] {
  const { attributes: had, ...plainBefore } = before;
  const { attributes: has, ...plainAfter } = after;
  return [
    ...differences(plainBefore, plainAfter),
    ...differences(had, has).map((change) => ({ ...change, field: `attributes.${change.field}` })),
  ];
}

function differences(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Change[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return fields
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}
