/** "Why this date?" in one sentence: last presented where and when, by which rule, spendable through when. */
import type { Period } from "../kernel/calendar.ts";
import { plural, sayDay, type Language } from "../kernel/language.ts";

export interface DateOfCard {
  lastPresentedOn: Temporal.PlainDate;
  /** The office; null where it is not known. */
  lastPresentedAt: string | null;
  because: Because;
  validThrough: Temporal.PlainDate;
}

/** The promise that reaches furthest. */
export type Because =
  | {
      kind: "presentation";
      /** An earlier one than the last, where the rules were more generous then. */
      on: Temporal.PlainDate;
      /** By the rules in force on that day. */
      validity: Period;
    }
  | { kind: "grace"; on: Temporal.PlainDate; reason: string };

export function whyThisDate(card: DateOfCard, language: Language, today: Temporal.PlainDate): string {
  const say = (day: Temporal.PlainDate) => sayDay(language, day, today);
  const shown = say(card.lastPresentedOn);
  const through = say(card.validThrough);
  const over = Temporal.PlainDate.compare(today, card.validThrough) > 0;
  const rule = sayRule(card, language, say);
  if (language === "en") {
    const where = card.lastPresentedAt === null ? "" : ` at ${card.lastPresentedAt}`;
    return `The card was last presented on ${shown}${where}; ${rule} and ${over ? "could" : "can"} be spent through ${through}.`;
  }
  const where = card.lastPresentedAt === null ? "" : ` (${card.lastPresentedAt})`;
  return `Карту последний раз предъявили ${shown}${where}; ${rule}, потратить их ${over ? "можно было" : "можно"} по ${through} включительно.`;
}

function sayRule(
  { because, lastPresentedOn }: DateOfCard,
  language: Language,
  say: (day: Temporal.PlainDate) => string,
): string {
  if (because.kind === "grace") {
    const on = say(because.on);
    return {
      ru: `${on} бонусам продлили срок («${because.reason}»)`,
      en: `on ${on} its bonuses were given a grace period (“${because.reason}”)`,
    }[language];
  }
  const period = sayPeriod(because.validity, language);
  if (because.on.equals(lastPresentedOn))
    return {
      ru: `бонусы хранятся ${period} после этого`,
      en: `bonuses are kept for ${period} after that`,
    }[language];
  const on = say(because.on);
  return {
    ru: `по правилам, которые действовали при предъявлении ${on}, бонусы хранятся ${period} после него`,
    en: `by the rules in force when it was presented on ${on}, bonuses are kept for ${period} after that day`,
  }[language];
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
