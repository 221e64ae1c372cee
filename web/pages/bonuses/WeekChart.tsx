/** A column a week: what burns most likely, between what and what, and the outline of all that could; ember for what is next. */
import { useTranslation } from "react-i18next";
import type { BurnForecast } from "../../../src/reports/owner-contract.ts";
import { burnsSoon } from "../../components/burns-soon.ts";
import { sayDay, sayShortMonth, type Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { useWholeMoney } from "../../language/words.ts";
import { scaleOf } from "./scale.ts";
import styles from "./WeekChart.module.css";

type Week = BurnForecast["weeks"][number];

export function WeekChart(props: { weeks: readonly Week[]; today: Day; currency: string }) {
  const { weeks, today, currency } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const money = useWholeMoney(currency);
  const { top, lines } = scaleOf(Math.max(...weeks.map(({ due }) => Number(due))));
  const share = (decimal: string) => `${(100 * Number(decimal)) / top}%`;
  const compact = new Intl.NumberFormat(language === "ru" ? "ru-RU" : "en-GB", { notation: "compact" });
  const foretold = weeks.some(({ forecast }) => forecast !== null);
  const [first] = weeks;
  const last = weeks.at(-1);
  if (!first || !last) return null;
  const chart = t("forecast.chart", {
    from: sayDay(language, first.from, today),
    through: sayDay(language, last.through, today),
  });
  return (
    <figure className={styles.figure}>
      <div className={styles.plot} role="img" aria-label={chart}>
        {lines.map((line) => (
          <div key={line} className={styles.line} style={{ bottom: `${(100 * line) / top}%` }}>
            <span className={styles.amount}>{compact.format(line)}</span>
          </div>
        ))}
        {weeks.map((week) => (
          <div
            key={week.from}
            className={styles.week}
            data-soon={burnsSoon(today, week.from)}
            title={titleOf(week)}
          >
            <div className={styles.due} style={{ height: share(week.due) }} />
            {week.forecast && (
              <>
                <div className={styles.expected} style={{ height: share(week.forecast.expected) }} />
                {week.due !== "0.00" && (
                  <div
                    className={styles.interval}
                    style={{
                      bottom: share(week.forecast.low),
                      height: share(String(Number(week.forecast.high) - Number(week.forecast.low))),
                    }}
                  />
                )}
              </>
            )}
          </div>
        ))}
      </div>
      <div className={styles.days} aria-hidden>
        {weeks.map((week, at) => (
          <span key={week.from} className={styles.day}>
            {Number(week.from.slice(8))}
            {(at === 0 || week.from.slice(0, 7) !== weeks[at - 1]?.from.slice(0, 7)) && (
              <span className={styles.month}>
                {sayShortMonth(language, week.from.slice(0, 7), week.from)}
              </span>
            )}
          </span>
        ))}
      </div>
      <figcaption className={styles.legend}>
        {foretold && (
          <>
            <span>
              <i className={styles.expectedKey} aria-hidden />
              {t("forecast.legend.expected")}
            </span>
            <span>
              <i className={styles.intervalKey} aria-hidden />
              {t("forecast.legend.interval")}
            </span>
          </>
        )}
        <span>
          <i className={styles.dueKey} aria-hidden />
          {t("forecast.legend.due")}
        </span>
      </figcaption>
    </figure>
  );

  function titleOf({ from, through, due, forecast }: Week): string {
    const days = t("forecast.week", {
      from: sayDay(language, from, today),
      through: sayDay(language, through, today),
    });
    const lines = forecast
      ? [
          `${t("forecast.legend.expected")}: ${money(forecast.expected)}`,
          `${t("forecast.legend.interval")}: ${money(forecast.low)} – ${money(forecast.high)}`,
        ]
      : [];
    return [days, ...lines, `${t("forecast.legend.due")}: ${money(due)}`].join("\n");
  }
}
