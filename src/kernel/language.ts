/** The two languages people read here. Russian is the original. */
export type Language = "ru" | "en";

/** From a POSIX locale (`ru_RU.UTF-8`) or an Accept-Language header; English where neither says Russian. */
export function languageOf(text: string | undefined): Language {
  return /^\s*ru\b|^\s*ru[_-]/i.test(text ?? "") ? "ru" : "en";
}

/** A sentence in both languages. */
export interface Words {
  ru: string;
  en: string;
}

/** The language to read words in: one's own, or the other where there is nothing in one's own. */
export function writtenIn(words: Partial<Words>, language: Language): Language {
  const other = language === "ru" ? "en" : "ru";
  return words[language] === undefined && words[other] !== undefined ? other : language;
}

const pluralRules = { ru: new Intl.PluralRules("ru"), en: new Intl.PluralRules("en") };

/** `plural("ru", 21, ["день", "дня", "дней"])` → `день`; English takes the first and the last form. */
export function plural(
  language: Language,
  count: number | bigint,
  forms: readonly [string, string, string],
): string {
  const rule = pluralRules[language].select(Number(count));
  if (rule === "one") return forms[0];
  return language === "ru" && rule === "few" ? forms[1] : forms[2];
}

const thinSpace = "\u202f";
const signs: Record<string, string> = { RUB: "₽", USD: "$", EUR: "€", KZT: "₸", BYN: "Br" };
export const signOf = (currency: string): string => signs[currency] ?? currency;

/** A sum in a column under others: `4 860,00`, the currency is told once. */
export function sayFigure(language: Language, kopecks: bigint): string {
  const absolute = kopecks < 0n ? -kopecks : kopecks;
  const cents = (absolute % 100n).toString().padStart(2, "0");
  return `${kopecks < 0n ? "−" : ""}${sayWhole(language, absolute)}${language === "ru" ? "," : "."}${cents}`;
}

const sayWhole = (language: Language, kopecks: bigint): string =>
  (kopecks / 100n).toString().replace(/\B(?=(\d{3})+$)/g, language === "ru" ? thinSpace : ",");

/** Money as people read it: `4 860 ₽`, kopecks only where there are any, never broken across lines. */
export function sayMoney(language: Language, kopecks: bigint, currency: string): string {
  const absolute = kopecks < 0n ? -kopecks : kopecks;
  const whole = sayWhole(language, absolute);
  const cents = absolute % 100n;
  const point = language === "ru" ? "," : ".";
  const number = cents === 0n ? whole : `${whole}${point}${cents.toString().padStart(2, "0")}`;
  const minus = kopecks < 0n ? "−" : "";
  const sign = signOf(currency);
  return language === "en" && (sign === "$" || sign === "€")
    ? `${minus}${sign}${number}`
    : `${minus}${number}\u00a0${sign}`;
}

const locales = { ru: "ru-RU", en: "en-GB" } as const;
// Made once: a formatter costs a thousand times what formatting with it does.
const dayFormats = new Map<string, Intl.DateTimeFormat>();

function dayFormat(language: Language, withYear: boolean): Intl.DateTimeFormat {
  const key = `${language}${withYear}`;
  let format = dayFormats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locales[language], {
      day: "numeric",
      month: "long",
      ...(withYear ? { year: "numeric" } : {}),
    });
    dayFormats.set(key, format);
  }
  return format;
}

/** A page says the same few days many times, and said once they cost a hundredth. */
const saidDays = new Map<string, string>();
const mostSaidDays = 10_000;

/** A day as people say it: `22 декабря`, with the year unless it is the year of `today`. */
export function sayDay(language: Language, day: Temporal.PlainDate, today?: Temporal.PlainDate): string {
  const withYear = today === undefined || today.year !== day.year;
  const key = `${language}${withYear}${day.toString()}`;
  let said = saidDays.get(key);
  if (said === undefined) {
    said = dayFormat(language, withYear)
      .format(day)
      .replace(/\s?г\.$/, "");
    if (saidDays.size >= mostSaidDays) saidDays.clear();
    saidDays.set(key, said);
  }
  return said;
}

/** `+79122441806` → `+7 912 244-18-06`; a number of another country stays as it is. */
export function sayPhone(phone: string): string {
  const parts = /^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(phone);
  return parts ? `+7\u00a0${parts[1]}\u00a0${parts[2]}\u2011${parts[3]}\u2011${parts[4]}` : phone;
}

/** `220018473051` → `2200 1847 3051`, never broken across lines. */
export const sayCardNumber = (number: string): string =>
  /^\d{8,}$/.test(number) ? number.replace(/(\d{4})(?=\d)/g, "$1\u00a0") : number;
