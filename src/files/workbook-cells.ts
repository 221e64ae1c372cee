/** What a cell of a workbook says, as text: numbers without Excel's notation, days as YYYY-MM-DD. */
import { formatDay, toEpochDay, type EpochDay } from "../kernel/calendar.ts";

/** Number, shared string, inline string, formula's string, boolean, error, ISO date. */
export type CellKind = "n" | "s" | "inlineStr" | "str" | "b" | "e" | "d";

export function cellText(
  kind: CellKind,
  value: string,
  { strings, isDate, from1904 }: { strings: readonly string[]; isDate: boolean; from1904: boolean },
): string {
  if (kind === "s") return strings[Number(value)] ?? "";
  if (kind === "inlineStr" || kind === "str") return unescapeText(value);
  if (kind === "b") return value === "1" ? "true" : "false";
  if (kind !== "n") return value;
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  if (isDate) return serialDay(number, from1904) ?? value;
  // 7.9161234567E10 is how a phone number is written into the file.
  return Math.abs(number) < 2 ** 53 && /e/i.test(value) ? String(number) : value;
}

/** A day by its number since the start of 1900, or 1904; undefined for a time of day and what no sheet shows. */
export function serialDay(serial: number, from1904 = false): string | undefined {
  const days = Math.floor(serial);
  if (days < 1 || days > 2_958_465) return undefined;
  if (from1904) return formatDay((toEpochDay({ year: 1904, month: 1, day: 1 }) + days) as EpochDay);
  // Excel knows a 29 February 1900.
  const shift = days < 60 ? 0 : 1;
  return formatDay((toEpochDay({ year: 1899, month: 12, day: 31 }) + days - shift) as EpochDay);
}

export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined)
    return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
  const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, "");
  return /[dy]/i.test(bare) || (/m/i.test(bare) && !/[hs0#]/i.test(bare));
}

/** `_x000D_` stands for a character that XML cannot hold. */
export const unescapeText = (text: string): string =>
  text.includes("_x")
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
    : text;
