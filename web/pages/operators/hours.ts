/** Hours as people type them, kept as minutes. */

/** «6», «6:30», «6,5»; null: nothing is typed; undefined: no hours. */
export function minutesOf(text: string): number | null | undefined {
  const typed = text.trim();
  if (typed === "") return null;
  const clock = /^(\d{1,4}):([0-5]\d)$/.exec(typed);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  if (!/^\d{1,4}(?:[.,]\d{1,2})?$/.test(typed)) return undefined;
  return Math.round(Number(typed.replace(",", ".")) * 60);
}

/** `6:30`, `4`. */
export function sayHours(minutes: number): string {
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)}${rest === 0 ? "" : `:${String(rest).padStart(2, "0")}`}`;
}
