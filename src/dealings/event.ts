/** What an event from outside has to look like, and when two are one. */
import { badInput } from "../clients/bad-input.ts";
import { dayIn } from "../kernel/clock.ts";
import { inputHash } from "../kernel/idempotency.ts";
import type { NewEvent } from "./event-contract.ts";

export type EventFacts = Record<string, string | number | boolean>;

/** An event that fits; the day and the moment as far as they were told. */
export interface ToldEvent {
  name: string;
  on: Temporal.PlainDate | undefined;
  at: Temporal.Instant | undefined;
  facts: EventFacts;
}

const mostFacts = 50;
const longestText = 1000;
const yearsAhead = 10;

/** Throws `bad_input` with the field. */
export function readEvent(event: NewEvent, now: Temporal.Instant): ToldEvent {
  if (!/^[a-z]+(-[a-z]+)*$/.test(event.name))
    throw badInput("name", "small Latin letters and dashes, such as contract-signed");
  const on = event.on === undefined ? undefined : Temporal.PlainDate.from(event.on);
  const at = event.at === undefined ? undefined : Temporal.Instant.from(event.at);
  const year = dayIn("UTC", now).year;
  for (const [field, day] of [
    ["on", on],
    ["at", at && dayIn("UTC", at)],
  ] as const)
    if (day && (day.year < 1900 || day.year > year + yearsAhead))
      throw badInput(field, `a day from 1900 to ${yearsAhead} years ahead`);
  return { name: event.name, on, at, facts: readFacts(event.facts ?? {}) };
}

function readFacts(facts: Record<string, unknown>): EventFacts {
  const entries = Object.entries(facts);
  if (entries.length > mostFacts) throw badInput("facts", `at most ${mostFacts} of them`);
  for (const [name, value] of entries) {
    if (!/^[A-Za-z][A-Za-z0-9_-]{0,59}$/.test(name))
      throw badInput("facts", "names of Latin letters, digits, dashes and underscores");
    if (!isFact(value))
      throw badInput(`facts.${name}`, `text of at most ${longestText} characters, a number, true or false`);
  }
  return facts as EventFacts;
}

const isFact = (value: unknown): boolean =>
  typeof value === "string"
    ? value.length <= longestText && !value.includes("\0")
    : typeof value === "number" || typeof value === "boolean";

/** An event without a day happened now; one with a moment, on the day the client's clock showed. */
export function placed(
  { on, at }: Pick<ToldEvent, "on" | "at">,
  { zone, now }: { zone: string; now: Temporal.Instant },
): { on: Temporal.PlainDate; at: Temporal.Instant | null } {
  if (on) return { on, at: at ?? null };
  return { on: dayIn(zone, at ?? now), at: at ?? now };
}

export interface EventContent {
  name: string;
  on: Temporal.PlainDate;
  at: Temporal.Instant | null;
  facts: EventFacts;
}

/** What was not told the second time may be anything. */
export const isSame = (kept: EventContent, told: ToldEvent): boolean =>
  kept.name === told.name &&
  (told.on === undefined || kept.on.equals(told.on)) &&
  (told.at === undefined || (kept.at?.equals(told.at) ?? false)) &&
  inputHash("facts", kept.facts) === inputHash("facts", told.facts);
