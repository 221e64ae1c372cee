/** When some clients mean to go next, as they told an operator or a manager. */
import { addPeriod, formatDay, fromEpochDay, toEpochDay, type EpochDay } from "../kernel/calendar.ts";
import { pickDestination } from "./destinations.ts";
import type { Dice } from "./dice.ts";
import type { Person } from "./people.ts";
import type { PlannedTripRow } from "./rows.ts";

const companions = [
  "с мужем",
  "с женой",
  "с детьми",
  "с подругой",
  "с родителями",
  "вдвоём",
  "компанией, шесть человек",
];

export function plannedTripOf(dice: Dice, person: Person, today: EpochDay): PlannedTripRow | undefined {
  if (!dice.chance(13)) return undefined;
  const precision = dice.weighted({ day: 20, month: 50, season: 30 });
  const someday = (today + dice.between(10, 300)) as EpochDay;
  const startsOn = precision === "day" ? someday : firstOf(someday, precision);
  const recordedOn = (today - dice.between(1, Math.min(150, today - person.createdOn))) as EpochDay;
  const state = dice.weighted({ expected: 55, confirmed: 18, handed_over: 10, booked: 7, dropped: 10 });
  return {
    client_id: person.row.id,
    id: dice.id(recordedOn),
    starts_on: formatDay(startsOn),
    precision,
    destination: pickDestination(dice, startsOn).name,
    companions: dice.chance(60) ? dice.pick(companions) : null,
    responsible_id: dice.pick(person.office.sellers),
    state,
    recorded_on: formatDay(recordedOn),
  };
}

/** The first day of the next month, or of the next season: March, June, September, December. */
function firstOf(day: EpochDay, unit: "month" | "season"): EpochDay {
  const { year, month } = fromEpochDay(day);
  const months = unit === "month" ? 1 : 3 - (month % 3);
  return addPeriod(toEpochDay({ year, month, day: 1 }), { months, days: 0 });
}
