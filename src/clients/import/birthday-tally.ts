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
  const rows = new Map<string, number>();
  let total = 0;
  return {
    add(birthday) {
      if (!birthday) return;
      total++;
      const day = birthdayText(birthday);
      rows.set(day, (rows.get(day) ?? 0) + 1);
    },
    suspicious: (today) =>
      [...rows]
        .filter(
          ([day, count]) =>
            count >= fewestRows && count >= total * (day.startsWith("-") ? yearlessShare : share),
        )
        .map(([day, count]) => ({ day, rows: count, isToday: day === today.toString() }))
        .sort((a, b) => b.rows - a.rows)
        .slice(0, 10),
  };
}
