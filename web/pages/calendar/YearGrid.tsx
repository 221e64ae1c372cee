/** Twelve small months. One stop of the Tab key: within the year arrows go from day to day. */
import { useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { addDays, sayMonthName, sayShortWeekday, type Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import styles from "./CalendarPage.module.css";
import { useDayWords } from "./day-words.ts";
import { aWeek, usualKind, weeksOf, type NamedDay } from "./year.ts";

const months = Array.from({ length: 12 }, (_, index) => index + 1);
const steps: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -7,
  ArrowDown: 7,
  PageUp: -28,
  PageDown: 28,
};

interface Props {
  year: number;
  named: ReadonlyMap<Day, NamedDay>;
  today: Day;
  onOpen: (day: Day) => void;
}

export function YearGrid(props: Props) {
  const { t } = useTranslation();
  const { year, today } = props;
  const grid = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState(today.startsWith(`${year}-`) ? today : `${year}-01-01`);
  const go = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const next = addDays(stop, step);
    if (!next.startsWith(`${year}-`)) return;
    setStop(next);
    grid.current?.querySelector<HTMLElement>(`[data-day="${next}"]`)?.focus();
  };
  return (
    <div>
      <ul className={styles.legend} aria-label={t("calendar.legend")}>
        {(["off", "named", "worked", "own"] as const).map((sign) => (
          <li key={sign}>
            <span className={styles.sample} data-sign={sign} aria-hidden>
              {8}
            </span>
            {t(`calendar.legend.${sign}`)}
          </li>
        ))}
      </ul>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the days in it are the buttons; this hears their arrows. */}
      <div className={styles.months} ref={grid} onKeyDown={go}>
        {months.map((month) => (
          <Month key={month} {...props} month={month} stop={stop} onStop={setStop} />
        ))}
      </div>
    </div>
  );
}

function Month(props: Props & { month: number; stop: Day; onStop: (day: Day) => void }) {
  const language = useLanguage();
  const { sayWhole } = useDayWords(props.today);
  const { year, month, named, today, stop, onStop, onOpen } = props;
  const name = sayMonthName(language, `${year}-${String(month).padStart(2, "0")}`);
  return (
    <table className={styles.month}>
      <caption>{name}</caption>
      <thead>
        <tr>
          {aWeek.map((day) => (
            <th key={day} scope="col">
              {sayShortWeekday(language, day)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(year, month).map((week, at) => (
          <tr key={at}>
            {week.map((day, weekday) => (
              <td key={weekday}>
                {day !== null && (
                  <button
                    type="button"
                    className={styles.day}
                    data-day={day}
                    data-kind={named.get(day)?.kind ?? usualKind(day)}
                    data-named={named.has(day) || undefined}
                    data-own={named.get(day)?.own || undefined}
                    aria-label={sayWhole(day, named.get(day))}
                    aria-current={day === today ? "date" : undefined}
                    tabIndex={day === stop ? 0 : -1}
                    onFocus={() => onStop(day)}
                    onClick={() => onOpen(day)}
                  >
                    {Number(day.slice(8))}
                  </button>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
