/** Numbers in columns: grouped as the language does, without a currency. */
import type { Language } from "../kernel/language.ts";

const groupings = { ru: new Intl.NumberFormat("ru-RU"), en: new Intl.NumberFormat("en-GB") };

export const sayCount = (language: Language, count: number | bigint): string =>
  groupings[language].format(count);

/** Always two places: `1 234,50`. */
export function saySum(language: Language, kopecks: bigint): string {
  const absolute = kopecks < 0n ? -kopecks : kopecks;
  const cents = String(absolute % 100n).padStart(2, "0");
  return `${kopecks < 0n ? "−" : ""}${sayCount(language, absolute / 100n)}${language === "ru" ? "," : "."}${cents}`;
}

/** Rounded to whole units, for tables where kopecks do not fit. */
export const sayRounded = (language: Language, kopecks: bigint): string =>
  sayCount(language, (kopecks + (kopecks < 0n ? -50n : 50n)) / 100n);

const eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/** A bar of up to `width` characters, to an eighth of a character; a part above zero is never invisible. */
export function bar(part: number, width: number): string {
  const units = Math.max(Math.round(Math.min(part, 1) * width * 8), part > 0 ? 1 : 0);
  return "█".repeat(Math.floor(units / 8)) + (eighths[units % 8] ?? "");
}
