/** A column a day: how many touches of the chain fall on it, calls set off from messages. */
import { useTranslation } from "react-i18next";
import type { Forecast } from "../../../src/reports/forecast-contract.ts";
import { sayDay, sayShortDay, type Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { useNumber } from "../../language/words.ts";
import styles from "./Forecast.module.css";

interface Column {
  from: Day;
  to: Day;
  calls: number;
  messages: number;
}

const mostColumns = 31;

export function ForecastDays({ forecast, code, today }: { forecast: Forecast; code: string; today: Day }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const number = useNumber();
  const columns = columnsOf(forecast, code);
  const most = Math.max(...columns.map(({ calls, messages }) => calls + messages), 1);
  const [first] = columns;
  const last = columns.at(-1);
  if (!first || !last || columns.length < 2) return null;
  const says = ({ from, to, calls, messages }: Column) =>
    t("chain.forecast.column", {
      day:
        from === to
          ? sayDay(language, from, today)
          : `${sayDay(language, from, today)} – ${sayDay(language, to, today)}`,
      calls: number(calls),
      messages: number(messages),
    });
  const peak = columns.reduce((a, b) => (b.calls + b.messages > a.calls + a.messages ? b : a));
  return (
    <figure className={styles.chart}>
      <div
        className={styles.columns}
        role="img"
        aria-label={t("chain.forecast.chart", {
          from: sayDay(language, first.from, today),
          to: sayDay(language, last.to, today),
          most: number(peak.calls + peak.messages),
          day: sayDay(language, peak.from, today),
        })}
      >
        {columns.map((column) => (
          <span key={column.from} className={styles.column} title={says(column)}>
            <i className={styles.messages} style={{ height: `${(100 * column.messages) / most}%` }} />
            <i className={styles.calls} style={{ height: `${(100 * column.calls) / most}%` }} />
          </span>
        ))}
      </div>
      <figcaption className={styles.legend}>
        <span>{sayShortDay(language, first.from, today)}</span>
        <span className={styles.keys}>
          <i className={styles.calls} aria-hidden /> {t("chain.forecast.key.calls")}
          <i className={styles.messages} aria-hidden /> {t("chain.forecast.key.messages")}
        </span>
        <span>{sayShortDay(language, last.to, today)}</span>
      </figcaption>
    </figure>
  );
}

/** Days, or where these are too many for the width, as many together as it takes. */
function columnsOf({ days }: Forecast, code: string): Column[] {
  const size = Math.ceil(days.length / mostColumns);
  const columns: Column[] = [];
  for (let at = 0; at < days.length; at += size) {
    const part = days.slice(at, at + size);
    const [first] = part;
    const last = part.at(-1);
    if (!first || !last) continue;
    const own = part.flatMap(({ chains }) => chains.filter(({ chain }) => chain === code));
    const calls = own.reduce((sum, { byChannel }) => sum + (byChannel["call"] ?? 0), 0);
    const all = own.reduce((sum, { planned }) => sum + planned, 0);
    columns.push({ from: first.on, to: last.on, calls, messages: all - calls });
  }
  return columns;
}
