/** When a planned trip starts, no more exactly than it is known. */
import { useTranslation } from "react-i18next";
import { sayDay, sayMonth, seasonOf, type Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";

export function useTripTime(): (
  trip: { startsOn: Day; precision: "day" | "month" | "season" },
  today: Day,
) => string {
  const { t } = useTranslation();
  const language = useLanguage();
  return ({ startsOn, precision }, today) => {
    if (precision === "day") return sayDay(language, startsOn, today);
    if (precision === "month") return sayMonth(language, startsOn);
    const { season, year } = seasonOf(startsOn);
    return t(`client.season.${season}`, { year });
  };
}
