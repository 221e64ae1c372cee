/** What a record takes from another of the same person, and how it gives that back. What it knows itself stands. */
import type { Change } from "../desk.ts";
import type { Birthday, ProfileFacts } from "../profile-facts.ts";

export function joinFacts(own: ProfileFacts, other: ProfileFacts): ProfileFacts {
  return {
    familyName: own.familyName || other.familyName,
    givenName: own.givenName || other.givenName,
    patronymic: own.patronymic || other.patronymic,
    sex: own.sex ?? other.sex,
    birthday: joinBirthdays(own.birthday, other.birthday),
    language: own.language,
    zone: own.zone ?? other.zone,
    homeOffice: own.homeOffice ?? other.homeOffice,
    statementOffice: own.statementOffice ?? other.statementOffice,
    hours: joinHours(own.hours, other.hours),
    preferredChannel: own.preferredChannel ?? other.preferredChannel,
    deceasedOn: own.deceasedOn ?? other.deceasedOn,
    attributes: { ...other.attributes, ...own.attributes },
    tags: [...new Set([...own.tags, ...other.tags])].sort(),
  };
}

function joinBirthdays(own: Birthday | null, other: Birthday | null): Birthday | null {
  if (own === null || other === null) return own ?? other;
  const same = own.month === other.month && own.day === other.day;
  return own.year === null && same ? other : own;
}

/** The person asked for both, so only for the hours that are in both. */
function joinHours(own: ProfileFacts["hours"], other: ProfileFacts["hours"]): ProfileFacts["hours"] {
  if (own === null || other === null) return own ?? other;
  const from = own.from > other.from ? own.from : other.from;
  const to = own.to < other.to ? own.to : other.to;
  return from < to ? { from, to } : own;
}

/** What of it still stands as it was taken goes back; a field that somebody has changed since stays. */
export function withoutGiven(facts: ProfileFacts, given: readonly Change[]): ProfileFacts {
  const left: Record<string, unknown> = { ...facts };
  const attributes = { ...facts.attributes };
  for (const { field, before, after } of given) {
    if (field === "tags") {
      const had = new Set(before as string[]);
      const brought = new Set((after as string[]).filter((tag) => !had.has(tag)));
      left["tags"] = facts.tags.filter((tag) => !brought.has(tag));
    } else if (field.startsWith("attributes.")) {
      const name = field.slice("attributes.".length);
      if (isSame(attributes[name], after)) delete attributes[name];
    } else if (isSame(left[field], after)) left[field] = before;
  }
  return { ...(left as unknown as ProfileFacts), attributes };
}

/** Whatever the order in which a database keeps the parts of a value. */
function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  const left = Object.entries(a);
  return (
    left.length === Object.keys(b).length &&
    left.every(([name, value]) => isSame(value, (b as Record<string, unknown>)[name]))
  );
}
