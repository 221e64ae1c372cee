/** Counts the birthdays of a file: one day on many rows is when somebody filled a form, not when people were born. */
import { birthdayText, type Birthday } from "./facts.ts";

export interface SuspiciousBirthday {
  /** As `birthdayText` writes it. */
  day: string;
  rows: number;
  isToday: boolean;
}

export interface BirthdayTally {
  add(birthday: Birthday | null): void;
  suspicious(today: Temporal.PlainDate): SuspiciousBirthday[];
}

const fewestRows = 5;
/** Of people, four in a hundred thousand share a full date, and three in a thousand a day without a year. */
const share = 0.02;
const yearlessShare = 0.05;

export function birthdayTally(): BirthdayTally {
  /** By year, month and day in one number. */
  const rows = new Map<number, number>();
  let total = 0;
  return {
    add(birthday) {
      if (!birthday) return;
      total++;
      const day = (birthday.year ?? 0) * 10_000 + birthday.month * 100 + birthday.day;
      rows.set(day, (rows.get(day) ?? 0) + 1);
    },
    suspicious: (today) =>
      [...rows]
        .filter(
          ([day, count]) => count >= fewestRows && count >= total * (day < 10_000 ? yearlessShare : share),
        )
        .map(([number, count]) => {
          const day = birthdayText(dayOf(number));
          return { day, rows: count, isToday: day === today.toString() };
        })
        .sort((a, b) => b.rows - a.rows)
        .slice(0, 10),
  };
}

const dayOf = (number: number): Birthday => ({
  year: number < 10_000 ? null : Math.floor(number / 10_000),
  month: Math.floor(number / 100) % 100,
  day: number % 100,
});
