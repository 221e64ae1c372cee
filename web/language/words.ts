/** Words that hang on data: how far a day is, a touch's state, a channel. */
import { useTranslation } from "react-i18next";
import { sayMoney } from "../../src/kernel/language.ts";
import { daysBetween, type Day } from "./days.ts";
import { useLanguage } from "./i18n.ts";
import { sayNumber } from "./numbers.ts";
import type { ru } from "./ru.ts";
import { visibleSpaces } from "./thin-space.ts";

type Key = keyof typeof ru;
type Ending<Prefix extends string, K = Key> = K extends `${Prefix}${infer Rest}` ? Rest : never;
type Channel = Ending<"channel.">;

const channels: Record<Channel, true> = {
  call: true,
  email: true,
  sms: true,
  telegram: true,
  max: true,
  in_person: true,
  any: true,
  none: true,
};
const isChannel = (code: string): code is Channel => code in channels;

/** A channel in words; one the screens do not know yet is said by its code. */
export function useChannelWord(): (code: string) => string {
  const { t } = useTranslation();
  return (code) => (isChannel(code) ? t(`channel.${code}`) : code);
}

type How = Ending<"consent.how.">;
const hows: Record<How, true> = { form: true, call: true, till: true, link: true, merge: true };
const isHow = (code: string): code is How => code in hows;

/** How a consent was given or withdrawn; another source's own word stays as it is. */
export function useHowWord(): (how: string) => string {
  const { t } = useTranslation();
  return (how) => (isHow(how) ? t(`consent.how.${how}`) : how);
}

type DemandHow = Ending<"demand.how.">;
export const demandHows = ["office", "letter", "email", "call"] as const satisfies readonly DemandHow[];

/** How a demand came; another system's own word stays as it is. */
export function useDemandHow(): (how: string) => string {
  const { t } = useTranslation();
  const consentHow = useHowWord();
  return (how) => {
    const known = demandHows.find((one) => one === how);
    return known ? t(`demand.how.${known}`) : consentHow(how);
  };
}

/** `сегодня`, `завтра`, `через месяц`, `через 30 дней`, `3 дня назад`. */
export function useDistance(): (today: Day, day: Day) => string {
  const { t } = useTranslation();
  return (today, day) => {
    const count = daysBetween(today, day);
    if (count === -1) return t("day.yesterday");
    if (count === 0) return t("day.todayLower");
    if (count === 1) return t("day.tomorrow");
    if (count === 2) return t("day.dayAfterTomorrow");
    if (count < 0) return t("day.ago", { count: -count });
    const aMonth = count >= 28 && count <= 31 && today.slice(8) === day.slice(8);
    return aMonth ? t("day.inMonth") : t("day.in", { count });
  };
}

/** A decimal string of the wire as people read money; never broken across lines. */
export function useMoney(currency: string): (decimal: string) => string {
  const language = useLanguage();
  return (decimal) => visibleSpaces(sayMoney(language, BigInt(decimal.replace(".", "")), currency));
}

/** Rounded to whole units: a sum of many cards needs no kopecks. */
export function useWholeMoney(currency: string): (decimal: string) => string {
  const money = useMoney(currency);
  return (decimal) => money(decimal.replace(/\.\d\d$/, ".00"));
}

/** `2 016`, `1,2`. */
export function useNumber(): (value: number, places?: number) => string {
  const language = useLanguage();
  return (value, places) => sayNumber(language, value, places);
}

/** `23 %`, in English `23%`; never broken across lines. */
export function usePercent(): (value: number, places?: number) => string {
  const language = useLanguage();
  const sign = { ru: "\u00a0%", en: "%" }[language];
  return (value, places) => `${sayNumber(language, value, places)}${sign}`;
}
