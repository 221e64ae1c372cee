/** "Why this date?" in one sentence: last presented where and when, by which rule, spendable through when. */
import type { Period } from "../kernel/calendar.ts";
import { plural, sayDay, type Language } from "../kernel/language.ts";

export interface DateOfCard {
  lastPresentedOn: Temporal.PlainDate;
  /** The office; null where it is not known. */
  lastPresentedAt: string | null;
  /** By the rules in force when the card was last presented. */
  validity: Period;
  validThrough: Temporal.PlainDate;
}

export function whyThisDate(card: DateOfCard, language: Language, today: Temporal.PlainDate): string {
  const shown = sayDay(language, card.lastPresentedOn, today);
  const through = sayDay(language, card.validThrough, today);
  const over = Temporal.PlainDate.compare(today, card.validThrough) > 0;
  const period = sayPeriod(card.validity, language);
  if (language === "en") {
    const where = card.lastPresentedAt === null ? "" : ` at ${card.lastPresentedAt}`;
    return `The card was last presented on ${shown}${where}; bonuses are kept for ${period} after that and ${over ? "could" : "can"} be spent through ${through}.`;
  }
  const where = card.lastPresentedAt === null ? "" : ` (${card.lastPresentedAt})`;
  return `Карту последний раз предъявили ${shown}${where}; бонусы хранятся ${period} после этого, потратить их ${over ? "можно было" : "можно"} по ${through} включительно.`;
}

function sayPeriod({ months, days }: Period, language: Language): string {
  const monthForms = { ru: ["месяц", "месяца", "месяцев"], en: ["month", "months", "months"] } as const;
  const dayForms = { ru: ["день", "дня", "дней"], en: ["day", "days", "days"] } as const;
  const parts = [
    ...(months > 0 ? [`${months} ${plural(language, months, monthForms[language])}`] : []),
    ...(days > 0 ? [`${days} ${plural(language, days, dayForms[language])}`] : []),
  ];
  return parts.join({ ru: " и ", en: " and " }[language]);
}
