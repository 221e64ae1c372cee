/** Who the demo's clients are: names that agree with the sex, birthdays, zones, hours they asked for. */
import { faker } from "@faker-js/faker/locale/ru";
import { daysInMonth, formatDay, fromEpochDay, type EpochDay } from "../kernel/calendar.ts";
import type { Dice } from "./dice.ts";
import type { Office } from "./offices.ts";

export type Sex = "female" | "male";

export interface Birthday {
  month: number;
  day: number;
  year: number | null;
}

/** What a story says about its client; the rest is left to the dice. */
export interface PersonWishes {
  birthday?: Birthday;
  hours?: readonly [string, string] | null;
  /** Zone and office unknown. */
  nowhere?: boolean;
}

export type ClientRow = {
  id: string;
  family_name: string;
  given_name: string;
  patronymic: string;
  sex: Sex;
  birthday_month: number | null;
  birthday_day: number | null;
  birthday_year: number | null;
  language: "ru" | "en";
  zone: string | null;
  home_office_id: string | null;
  hours_from: string | null;
  hours_to: string | null;
  deceased_on: string | null;
  created_on: string;
};

export interface Person {
  row: ClientRow;
  office: Office;
  createdOn: EpochDay;
}

const ownZones = [
  "Europe/Kaliningrad",
  "Asia/Novosibirsk",
  "Asia/Krasnoyarsk",
  "Europe/Samara",
  "Asia/Irkutsk",
];
const usualHours: readonly (readonly [string, string])[] = [
  ["10:00", "13:00"],
  ["12:00", "18:00"],
  ["14:00", "20:00"],
  ["18:00", "20:00"],
];
/** Hours in which the law and the house keep silent: nobody can be reached, and the screen says why. */
export const impossibleHours: readonly (readonly [string, string])[] = [
  ["07:00", "09:00"],
  ["21:00", "23:00"],
];

export function bear(
  dice: Dice,
  office: Office,
  createdOn: EpochDay,
  today: EpochDay,
  wishes: PersonWishes,
): Person {
  const sex: Sex = dice.chance(58) ? "female" : "male";
  const hours = wishes.hours === undefined ? rollHours(dice) : wishes.hours;
  const nowhere = wishes.nowhere ?? dice.chance(2);
  const birthday = wishes.birthday ?? rollBirthday(dice, today);
  faker.seed(dice.between(0, 2 ** 31));
  return {
    office,
    createdOn,
    row: {
      id: dice.id(createdOn),
      family_name: faker.person.lastName(sex),
      given_name: faker.person.firstName(sex),
      patronymic: dice.chance(88) ? faker.person.middleName(sex) : "",
      sex,
      birthday_month: birthday?.month ?? null,
      birthday_day: birthday?.day ?? null,
      birthday_year: birthday?.year ?? null,
      language: dice.chance(2) ? "en" : "ru",
      zone: nowhere ? null : dice.chance(5) ? dice.pick(ownZones) : dice.chance(35) ? office.zone : null,
      home_office_id: nowhere ? null : office.id,
      hours_from: hours?.[0] ?? null,
      hours_to: hours?.[1] ?? null,
      deceased_on: null,
      created_on: formatDay(createdOn),
    },
  };
}

function rollHours(dice: Dice): readonly [string, string] | null {
  if (!dice.chance(12)) return null;
  return dice.chance(4) ? dice.pick(impossibleHours) : dice.pick(usualHours);
}

function rollBirthday(dice: Dice, today: EpochDay): Birthday | null {
  if (dice.chance(9)) return null;
  const year = fromEpochDay(today).year - dice.between(22, 78);
  if (dice.chance(0.4)) return { month: 2, day: 29, year: year - (year % 4) };
  const month = dice.between(1, 12);
  return { month, day: dice.between(1, daysInMonth(2001, month)), year: dice.chance(14) ? null : year };
}

/** A birthday that falls on `day`. */
export function bornOn(dice: Dice, day: EpochDay): Birthday {
  const { year, month, day: dayOfMonth } = fromEpochDay(day);
  const leap = month === 2 && dayOfMonth === 29;
  return {
    month,
    day: dayOfMonth,
    year: leap ? year - 4 * dice.between(7, 16) : year - dice.between(24, 70),
  };
}
