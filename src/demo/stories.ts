/**
 * Clients whose lives are arranged so that every rule of etiquette has something to say today. All the others live
 * by the dice. Days count back from today.
 */
import { addPeriod, type EpochDay } from "../kernel/calendar.ts";
import { defaultProgram } from "../loyalty/program.ts";
import type { ContactWishes } from "./contacts.ts";
import type { Dice } from "./dice.ts";
import { bornOn, impossibleHours, type Birthday, type PersonWishes } from "./people.ts";
import type { WishScope } from "./wishes.ts";

export interface Story extends ContactWishes, PersonWishes {
  /** Given, there are no trips but these. */
  trips?: readonly { returnedDaysAgo: number; bookedOn?: EpochDay }[];
  /** The card was shown yesterday, by somebody it was lent to. */
  presentedYesterday?: boolean;
  wish?: WishScope;
  /** Nobody has got in touch about what should have been done by now. */
  overlooked?: boolean;
  deceased?: boolean;
  /** A touch was planned for today before the card was presented yesterday. */
  plannedBeforePresented?: boolean;
  /** A second record of the same person follows, with this phone. */
  twin?: Story;
}

/** The last presentation that lets the bonus be spent through `day`, as near as the calendar has one. */
const presentedFor = (day: EpochDay): EpochDay => addPeriod(day, defaultProgram.validity, -1);

export function tellStories(dice: Dice, today: EpochDay): Story[] {
  const ahead = (months: number, days: number): EpochDay => addPeriod(today, { months, days });
  const open: Story = { contacts: "complete", consent: "complete", hours: null, nowhere: false };
  const returned = (...daysAgo: number[]) => daysAgo.map((returnedDaysAgo) => ({ returnedDaysAgo }));
  const back: Story = { ...open, trips: returned(3) };
  const burning = (day: EpochDay): Story => ({
    ...open,
    trips: [{ returnedDaysAgo: 120, bookedOn: presentedFor(day) }],
    overlooked: true,
  });
  const born = (daysAgo: number): Birthday => bornOn(dice, (today - daysAgo) as EpochDay);
  const times = (count: number, story: () => Story): Story[] => Array.from({ length: count }, story);
  return [
    ...times(4, () => ({ ...open, birthday: born(0) })),
    ...times(4, () => ({ ...open, birthday: born(1), overlooked: true })),
    ...times(5, () => ({ ...back, birthday: born(0) })),
    ...times(5, () => ({ ...back, trips: returned(8), overlooked: true })),
    ...times(6, (): Story => ({ ...back, trips: returned(27, 14, 3), contacts: "phone" })),
    ...times(4, () => ({ ...back, hours: dice.pick(impossibleHours) })),
    ...times(2, () => ({ ...back, nowhere: true })),
    ...times(3, (): Story => ({ ...back, contacts: "unusable" })),
    ...times(3, (): Story => ({ ...back, consent: "withdrawn" })),
    ...times(2, (): Story => ({ ...back, consent: "never" })),
    ...times(3, (): Story => ({ ...back, wish: "everything" })),
    ...times(2, (): Story => ({ ...back, wish: "calls" })),
    ...times(2, (): Story => ({ ...burning(ahead(1, 0)), wish: "everything" })),
    ...times(1, (): Story => ({ ...open, birthday: born(0), wish: "everything" })),
    ...times(6, (): Story => ({ ...open, trips: returned(90), wish: "everything", twin: back })),
    ...times(2, () => ({ ...burning(ahead(1, 0)), deceased: true })),
    ...times(1, () => ({ ...open, birthday: born(0), deceased: true })),
    ...times(6, () => burning(ahead(1, 0))),
    // Two reasons on one day, which one call tells.
    ...times(3, (): Story => ({
      ...open,
      trips: [{ returnedDaysAgo: 3, bookedOn: presentedFor(ahead(1, 0)) }],
      overlooked: true,
    })),
    ...times(6, () => burning(ahead(0, 7))),
    ...times(6, () => burning(ahead(0, 1))),
    ...times(5, (): Story => ({
      ...burning(ahead(1, 0)),
      presentedYesterday: true,
      plannedBeforePresented: true,
    })),
  ];
}
