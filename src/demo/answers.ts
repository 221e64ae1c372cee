/**
 * What a year of touches brought: somebody asked about the last trip books another, somebody reminded of a bonus comes
 * before it burns, who would not have come by themselves. Of whom a chain leaves alone nobody does.
 */
import type { EpochDay } from "../kernel/calendar.ts";
import { reminderOn } from "../loyalty/expiry.ts";
import { defaultProgram } from "../loyalty/program.ts";
import type { Spell } from "./bonus-account.ts";
import { isLeftAlone } from "./control-groups.ts";
import type { Dice } from "./dice.ts";
import type { Person } from "./people.ts";
import type { ConsentRow, ContactPointRow } from "./rows.ts";
import type { Story } from "./stories.ts";
import { booked, isFree, type Trip } from "./travels.ts";

/** So far back the touches go. */
export const keptDays = 365;

export interface Whom {
  person: Person;
  points: readonly ContactPointRow[];
  consents: readonly ConsentRow[];
  story: Story | undefined;
}

/** Of a hundred. */
const askedWhoBook = 13;
const remindedWhoCome = 20;
/** Of a hundred who come, so many book a trip; the others ask, or lend the card to somebody who does. */
const comeToBook = 40;

/** The trips with those that were booked because somebody asked after the one before. */
export function asked(dice: Dice, whom: Whom, trips: readonly Trip[], today: EpochDay): Trip[] {
  if (!canBeTouched(whom) || isLeftAlone("after-trip", whom.person.row.id)) return [...trips];
  const all = [...trips];
  for (const { returnsOn } of trips) {
    const askedOn = returnsOn + 3;
    if (askedOn < today - keptDays || !dice.chance(askedWhoBook)) continue;
    const on = (askedOn + dice.between(2, 50)) as EpochDay;
    const next = booked(dice, on);
    if (on < today && isFree(next, all)) all.push(next);
  }
  return all.sort((a, b) => a.bookedOn - b.bookedOn);
}

export interface Visit {
  on: EpochDay;
  trip?: Trip;
}

/** Whoever comes before the bonus of this spell burns. `next`: when the client comes anyway. */
export function reminded(
  dice: Dice,
  whom: Whom,
  spell: Spell | undefined,
  { next, today, trips }: { next: EpochDay | undefined; today: EpochDay; trips: readonly Trip[] },
): Visit | undefined {
  if (!spell || spell.balance < defaultProgram.smallestReminder) return undefined;
  const from = reminderOn(spell.validThrough, defaultProgram.reminder) + 2;
  const through = Math.min(spell.validThrough, (next ?? today) - 1, today - 1);
  if (from < today - keptDays || from > through) return undefined;
  if (!canBeTouched(whom) || isLeftAlone("bonus-burn", whom.person.row.id)) return undefined;
  if (!dice.chance(remindedWhoCome)) return undefined;
  const on = dice.between(from, through) as EpochDay;
  const trip = dice.chance(comeToBook) ? booked(dice, on) : undefined;
  return trip && isFree(trip, trips) ? { on, trip } : { on };
}

/** In a story everything is arranged. */
const canBeTouched = ({ story, points, consents }: Whom): boolean =>
  story === undefined &&
  points.some(({ state }) => state === "verified" || state === "unverified") &&
  consents.findLast(({ purpose }) => purpose === "contact")?.given === true;
