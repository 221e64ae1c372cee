/** What a day is, in words. */
import { useTranslation } from "react-i18next";
import { sayWeekday, type Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { usualKind, type NamedDay } from "./year.ts";

export function useDayWords(today: Day) {
  const { t } = useTranslation();
  const language = useLanguage();
  const sayKind = (kind: NamedDay["kind"]) => t(`calendar.kind.${kind}`);
  /** `нерабочий, День России`. */
  const say = (day: Day, named: Pick<NamedDay, "kind" | "name"> | null | undefined): string =>
    named ? `${sayKind(named.kind)}, ${named.name[language]}` : sayKind(usualKind(day));
  return {
    say,
    /** `Пятница, 12 июня: нерабочий, День России`. */
    sayWhole: (day: Day, named: NamedDay | undefined): string =>
      `${sayWeekday(language, day, today)}: ${say(day, named)}`,
  };
}
