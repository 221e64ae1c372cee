/** The rules' values and bounds in words. */
import { useTranslation } from "react-i18next";
import { signOf } from "../../../src/kernel/language.ts";
import type { EtiquetteBounds } from "../../../src/planning/contract.ts";
import { useLanguage } from "../../language/i18n.ts";
import { useMoney, usePercent } from "../../language/words.ts";
import { figures, textOf, type FigureName, type Value } from "./figures.ts";

const places = (hundredths: number): number => (hundredths % 100 === 0 ? 0 : hundredths % 10 === 0 ? 1 : 2);

/** After «до» a noun stands as it does after five. */
const many = 5;

export function useRuleWords(currency: string) {
  const { t } = useTranslation();
  const language = useLanguage();
  const percent = usePercent();
  const money = useMoney(currency);
  const sum = (hundredths: number) => money((hundredths / 100).toFixed(2));
  const leapDay = (value: string) => t(value === "03-01" ? "rules.leapDay.march" : "rules.leapDay.february");

  /** The unit behind a number: `дней`, `%`, `₽`. */
  function unit(name: FigureName, count: number): string {
    const { unit: one } = figures[name];
    if (one === "span" || one === "leapDay") return "";
    if (one === "money") return signOf(currency);
    return one === "percent" ? "%" : t(`rules.unit.${one}`, { count });
  }
  function say(name: FigureName, value: Value): string {
    if (typeof value === "object") return `${value.opens}–${value.closes}`;
    if (typeof value === "string") return leapDay(value);
    const { unit: one } = figures[name];
    if (one === "money") return sum(value);
    if (one === "percent") return percent(value / 100, places(value));
    return `${value}\u00a0${unit(name, value)}`;
  }
  return {
    leapDay,
    unit,
    say,
    /** `14 → 21 день`: the unit once. */
    sayChange(name: FigureName, before: Value, after: Value): string {
      const first = typeof before === "number" ? textOf(name, before, language) : say(name, before);
      return `${first} → ${say(name, after)}`;
    },
    /** `от 7 до 365 дней`; of what is chosen from a list there is nothing to say. */
    sayBounds(name: FigureName, bounds: EtiquetteBounds): string {
      const { unit: one } = figures[name];
      if (name === "weekday" || name === "weekend")
        return t("rules.bounds.span", { from: bounds[name].opens, to: bounds[name].closes });
      const range = bounds.figures[name];
      if (!range) return "";
      const { least, most } = range;
      if (one === "money") return t("rules.bounds", { from: textOf(name, least, language), to: sum(most) });
      if (one === "percent")
        return t("rules.bounds", { from: textOf(name, least, language), to: percent(most / 100) });
      return t("rules.bounds", { from: String(least), to: `${most}\u00a0${unit(name, many)}` });
    },
  };
}
