/** The days that are not as their day of the week, by name; those in a row together. */
import { useTranslation } from "react-i18next";
import { Chip } from "../../components/Chip.tsx";
import { sayDays, type Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import styles from "./CalendarPage.module.css";
import { runsOf, type NamedDay } from "./year.ts";

export function NamedDays(props: { days: readonly NamedDay[]; today: Day; onOpen: (day: Day) => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <aside aria-labelledby="calendar-named">
      <h2 id="calendar-named">{t("calendar.named")}</h2>
      <ul className={styles.named}>
        {runsOf(props.days).map(({ from, through, day }) => (
          <li key={from}>
            <button type="button" className={styles.run} onClick={() => props.onOpen(from)}>
              <span className={styles.when}>{sayDays(language, from, through, from)}</span>
              <span>{day.name[language]}</span>
            </button>
            <span className={styles.chips}>
              {day.kind === "working" && <Chip>{t("calendar.kind.working")}</Chip>}
              {day.code !== null && <Chip>{t(`calendar.greet.${day.forSex ?? "everybody"}.chip`)}</Chip>}
              {day.own && <Chip>{t("calendar.own")}</Chip>}
            </span>
          </li>
        ))}
      </ul>
    </aside>
  );
}
