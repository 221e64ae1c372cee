/** What there was to get in touch about in the last year: the travel pack's steps over one client's life. */
import {
  addPeriod,
  daysInMonth,
  formatDay,
  fromEpochDay,
  parseDay,
  toEpochDay,
  type EpochDay,
} from "../kernel/calendar.ts";
import { burnsOn, reminderOn } from "../loyalty/expiry.ts";
import { defaultProgram } from "../loyalty/program.ts";
import type { Spell } from "./bonus-account.ts";
import type { Life } from "./life.ts";
import type { Issue } from "./newsletter.ts";
import type { PlannedTripRow, TouchRow } from "./rows.ts";

export interface Reason {
  chain: string;
  step: string;
  kind: string;
  key: string;
  date: EpochDay;
  facts: Record<string, string | number | null>;
  purpose: TouchRow["purpose"];
  channels: readonly TouchRow["channel"][];
  dueOn: EpochDay;
  /** The last day on which it still made sense. */
  lastOn: EpochDay;
  worth: bigint;
}

const later = (day: EpochDay, days: number): EpochDay => (day + days) as EpochDay;

export function reasonsDue(
  life: Life,
  issues: readonly Issue[],
  days: { from: EpochDay; through: EpochDay },
): Reason[] {
  return [
    ...birthdays(life, days.through),
    ...life.trips.map((trip) => afterTrip(trip)),
    ...life.spells.flatMap((spell) => burning(life, spell)),
    ...issues.map((issue) => letter(issue)),
    ...(life.planned ? nextTrip(life.planned) : []),
  ]
    .filter(({ dueOn }) => dueOn >= days.from && dueOn <= days.through)
    .sort((a, b) => a.dueOn - b.dueOn);
}

function birthdays({ person: { row } }: Life, through: EpochDay): Reason[] {
  const { id, birthday_month: month, birthday_day: day, birthday_year: born } = row;
  if (month === null || day === null) return [];
  const thisYear = fromEpochDay(through).year;
  return [thisYear - 1, thisYear].map((year) => {
    const date = toEpochDay({ year, month, day: Math.min(day, daysInMonth(year, month)) });
    return {
      chain: "birthday",
      step: "greeting",
      kind: "birthday",
      key: `birthday:${id}:${year}`,
      date,
      facts: { on: formatDay(date), year: born, age: born === null ? null : year - born },
      purpose: "greeting",
      channels: ["call", "email"],
      dueOn: date,
      lastOn: date,
      worth: 0n,
    };
  });
}

function afterTrip({ dealingId, trip }: Life["trips"][number]): Reason {
  const { returnsOn, departsOn, destination, price } = trip;
  return {
    chain: "after-trip",
    step: "ask",
    kind: "returned",
    key: `returned:${dealingId}`,
    date: returnsOn,
    facts: {
      dealing: dealingId,
      destination,
      returnedOn: formatDay(returnsOn),
      nights: returnsOn - departsOn,
    },
    purpose: "care",
    channels: ["call", "email"],
    dueOn: later(returnsOn, 3),
    lastOn: later(returnsOn, 7),
    worth: price,
  };
}

export function burning({ person }: Life, spell: Spell): Reason[] {
  const { balance, validThrough, next, from } = spell;
  if (balance < defaultProgram.smallestReminder) return [];
  const common = {
    chain: "bonus-burn",
    kind: "bonus-burn",
    key: `bonus-burn:${spell.cardId}:${formatDay(validThrough)}`,
    date: validThrough,
    facts: {
      card: spell.cardId,
      number: spell.cardNumber,
      balance: balance.toString(),
      validThrough: formatDay(validThrough),
      burnsOn: formatDay(burnsOn(validThrough)),
      lastPresentedOn: formatDay(from),
      office: person.office.name,
    },
    purpose: "loyalty" as const,
    worth: balance,
  };
  const monthBefore = reminderOn(validThrough, defaultProgram.reminder);
  const steps: Reason[] = [
    { ...common, step: "month-before", channels: ["call", "email"], ...lasting(monthBefore, 7) },
    { ...common, step: "week-before", channels: ["email"], ...lasting(later(validThrough, -7), 3) },
    { ...common, step: "day-before", channels: ["email"], ...lasting(later(validThrough, -1), 0) },
  ];
  // Whoever has shown the card since has no reason to be reminded.
  const through = next === undefined ? validThrough : later(next, -1);
  return steps
    .filter(({ dueOn }) => dueOn <= through)
    .map((step) => (step.lastOn <= through ? step : { ...step, lastOn: through }));
}

/** Whoever stands by the plan, or has dropped it, was asked about it. */
function nextTrip(trip: PlannedTripRow): Reason[] {
  const { id, starts_on, precision, destination, companions, state, recorded_on } = trip;
  const date = parseDay(starts_on);
  if (date === undefined || state === "expected" || recorded_on >= formatDay(later(date, -60))) return [];
  return [
    {
      chain: "next-trip",
      step: "ask",
      kind: "planned-trip",
      key: `planned-trip:${id}:${starts_on}`,
      date,
      facts: { trip: id, destination, startsOn: starts_on, precision, companions },
      purpose: "care",
      channels: ["call", "email"],
      ...lasting(later(date, -60), 14),
      worth: 0n,
    },
  ];
}

const lasting = (dueOn: EpochDay, days: number): Pick<Reason, "dueOn" | "lastOn"> => ({
  dueOn,
  lastOn: addPeriod(dueOn, { months: 0, days }),
});

function letter({ number, on, subject }: Issue): Reason {
  return {
    chain: "newsletter",
    step: "letter",
    kind: "issue",
    key: `issue:${number}`,
    date: on,
    facts: { number, subjectRu: subject.ru, subjectEn: subject.en },
    purpose: "advertising",
    channels: ["email"],
    ...lasting(on, 2),
    worth: 0n,
  };
}
