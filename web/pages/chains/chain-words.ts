/** How a chain's parts are said: when a step is due, how long it makes sense, why we get in touch, what it is for. */
import { useTranslation } from "react-i18next";
import type { ru } from "../../language/ru.ts";
import { isBefore, isTheDay, periodOf } from "./period.ts";

type Key = keyof typeof ru;
type Ending<Prefix extends string, K = Key> = K extends `${Prefix}${infer Rest}` ? Rest : never;

export type OccasionKind = Ending<"chain.occasion.">;
const occasions: Record<OccasionKind, true> = {
  birthday: true,
  holiday: true,
  returned: true,
  visited: true,
  "planned-trip": true,
  appointment: true,
  "bonus-burn": true,
  "card-expiry": true,
  "card-ready": true,
  "gift-waiting": true,
  "missing-facts": true,
  issue: true,
  "month-end": true,
  acquaintance: true,
  recall: true,
  silence: true,
};
export const occasionKinds = Object.keys(occasions) as OccasionKind[];
const isOccasion = (kind: string): kind is OccasionKind => kind in occasions;

export interface ChainWords {
  occasion(kind: string): string;
  /** Of the occasion's own day: what it is. */
  theDay(kind: string): string;
  /** `за месяц`, `через 3 дня`, `в тот же день`. */
  offset(offset: string): string;
  /** `неделю`, `3 дня`; empty for that day alone. */
  period(period: string): string;
}

export function useChainWords(): ChainWords {
  const { t } = useTranslation();
  const period = (text: string): string => {
    const found = periodOf(text);
    if (!found) return text.replace(/^[+-]/, "");
    const { count, unit } = found;
    return count === 1 ? t(`chain.period.one.${unit}`) : t(`chain.period.${unit}`, { count });
  };
  const event = (kind: string) => {
    const name = kind.replace(/^event:/, "");
    return name === "reminder" ? t("chain.event.reminder") : t("chain.event", { name });
  };
  return {
    occasion: (kind) => (isOccasion(kind) ? t(`chain.occasion.${kind}`) : event(kind)),
    theDay: (kind) => (isOccasion(kind) ? t(`chain.day.${kind}`) : event(kind)),
    offset: (offset) => {
      if (isTheDay(offset)) return t("chain.offset.sameDay");
      return t(isBefore(offset) ? "chain.offset.before" : "chain.offset.after", { period: period(offset) });
    },
    period: (text) => (isTheDay(text) ? "" : period(text)),
  };
}
