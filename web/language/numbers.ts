/** A number as people read it. */
import type { FormatterModule } from "i18next";
import type { Language } from "../../src/kernel/language.ts";
import { visibleSpaces } from "./thin-space.ts";

const locales = { ru: "ru-RU", en: "en-GB" } as const;

/** `2 016`, `1,2`. */
export const sayNumber = (language: Language, value: number, places = 0): string =>
  visibleSpaces(
    value.toLocaleString(locales[language], {
      minimumFractionDigits: places,
      maximumFractionDigits: places,
    }),
  );

/** The number that words decline by is grouped wherever it is said; what else is filled in comes as it shall be read. */
export const sayCounts: FormatterModule = {
  type: "formatter",
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value: unknown, _, lng, options) =>
    options?.["interpolationkey"] === "count" && typeof value === "number"
      ? sayNumber(lng === "en" ? "en" : "ru", value)
      : (value as string),
};
