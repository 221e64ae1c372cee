/** Days and hours as people type them in a hurry. */

/** «8.5.1979», «8 5», «08/05/79», `1979-05-08`; undefined: not a birthday. */
export function birthdayOf(
  text: string,
  known?: { month: number; day: number },
): { month: number; day: number; year: number | null } | undefined {
  const numbers = text.match(/\d+/g)?.map(Number) ?? [];
  if (/^\s*\d{4}\s*$/.test(text))
    return known && { month: known.month, day: known.day, year: numbers[0] ?? null };
  const [first = 0, month = 0, last] = numbers;
  const [day, year] = first > 31 ? [last ?? 0, first] : [first, last === undefined ? null : fullYear(last)];
  const fits = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(month);
  return fits && numbers.length <= 3 ? { month, day, year } : undefined;
}

/** Nobody who is called is under ten. */
const fullYear = (year: number): number => (year >= 100 ? year : year > 16 ? 1900 + year : 2000 + year);
const daysIn = (month: number): number => [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;

/** «10-18», «с 12:30 до 20»; undefined: not hours. */
export function hoursOf(text: string): { from: string; to: string } | undefined {
  const found = [...text.matchAll(/(\d{1,2})(?:[:.](\d{2}))?/g)].map(
    ([, hour = "", minute = "00"]) => `${hour.padStart(2, "0")}:${minute}`,
  );
  const [from, to] = found;
  if (found.length !== 2 || from === undefined || to === undefined) return undefined;
  return from < to && to <= "24:00" ? { from, to: to === "24:00" ? "23:59" : to } : undefined;
}

/** Whether what was typed can be that fact at all. */
export function fits(name: string, value: string): boolean {
  if (name === "birthday") return birthdayOf(value) !== undefined;
  if (name === "birth_year") return /^\s*(19|20)\d{2}\s*$/.test(value);
  if (name === "hours") return hoursOf(value) !== undefined;
  if (name === "email") return /^\S+@\S+\.\S+$/.test(value.trim());
  return value.trim() !== "";
}
