/** Which trips somebody has taken and booked: in season, one after another, booked some weeks before. */
import { fromEpochDay, type EpochDay } from "../kernel/calendar.ts";
import { kopecks, type Kopecks } from "../kernel/money.ts";
import { pickDestination, shortBreaks, type Destination } from "./destinations.ts";
import type { Dice } from "./dice.ts";
import type { Story } from "./stories.ts";

export interface Trip {
  bookedOn: EpochDay;
  departsOn: EpochDay;
  returnsOn: EpochDay;
  destination: string;
  price: Kopecks;
}

/** How much people travel in a month, against the average. */
const seasons = [1.1, 0.8, 0.9, 0.8, 1, 1.2, 1.3, 1.3, 1.1, 0.9, 0.8, 0.8];

const tripsAYear = { homebody: 0.5, usual: 1.4, keen: 2.6, restless: 4.5 };

export function travel(
  dice: Dice,
  days: { from: EpochDay; today: EpochDay },
  story: Story | undefined,
): Trip[] {
  if (story?.trips) {
    return story.trips.map(({ returnedDaysAgo, bookedOn }) =>
      returning(dice, (days.today - returnedDaysAgo) as EpochDay, bookedOn),
    );
  }
  // Somebody in a story about something else stays at home lately.
  const last = days.today + (story ? -200 : 75);
  const first = Math.max(days.from + 5, days.today - 730);
  if (last <= first) return [];
  const habit = tripsAYear[dice.weighted({ homebody: 24, usual: 42, keen: 26, restless: 8 })];
  const count = Math.floor(((last - first) / 365) * habit + dice.between(0, 99) / 100);
  const trips: Trip[] = [];
  for (let i = 0; i < count; i++) {
    const departsOn = dice.between(first, last) as EpochDay;
    if (!dice.chance((seasons[fromEpochDay(departsOn).month - 1] ?? 1) * 75)) continue;
    const trip = departing(dice, departsOn);
    if (isFree(trip, trips) && trip.bookedOn <= days.today && trip.bookedOn > days.from) trips.push(trip);
  }
  return trips.sort((a, b) => a.bookedOn - b.bookedOn);
}

/** Nobody is off again before they have unpacked. */
export const isFree = (trip: Trip, others: readonly Trip[]): boolean =>
  others.every((other) => trip.departsOn > other.returnsOn + 9 || trip.returnsOn < other.departsOn - 9);

/** Somewhere, in some weeks. */
export function booked(dice: Dice, bookedOn: EpochDay): Trip {
  const departsOn = (bookedOn + dice.between(10, 85)) as EpochDay;
  return { ...departing(dice, departsOn), bookedOn };
}

function departing(dice: Dice, departsOn: EpochDay): Trip {
  const destination = pickDestination(dice, departsOn);
  const nights = dice.between(...destination.nights);
  const lead = shortBreaks.includes(destination) ? dice.between(4, 20) : dice.between(10, 85);
  return {
    bookedOn: (departsOn - lead) as EpochDay,
    departsOn,
    returnsOn: (departsOn + nights) as EpochDay,
    ...costing(dice, destination),
  };
}

/** A short break that ends on `returnsOn`, so that several fit into a month. */
function returning(dice: Dice, returnsOn: EpochDay, bookedOn: EpochDay | undefined): Trip {
  const destination = dice.pick(shortBreaks);
  const departsOn = (returnsOn - dice.between(...destination.nights)) as EpochDay;
  return {
    bookedOn: bookedOn ?? ((departsOn - dice.between(4, 20)) as EpochDay),
    departsOn,
    returnsOn,
    ...costing(dice, destination),
  };
}

/** In hundreds of roubles. */
function costing(
  dice: Dice,
  { name, price: [least, most] }: Destination,
): { destination: string; price: Kopecks } {
  return { destination: name, price: kopecks(dice.between(least / 100, most / 100) * 10_000) };
}
