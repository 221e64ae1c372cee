/** The two weeks to come: how many touches each day holds, and on which days operators have no time left. */
import { VisuallyHidden } from "@mantine/core";
import { useInViewport } from "@mantine/hooks";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Forecast } from "../../../src/reports/forecast-contract.ts";
import { useComingDays } from "../../api/chains.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { Waiting } from "../../components/Waiting.tsx";
import { addDays, sayDay, sayShortDay, sayShortWeekday, type Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { useNumber } from "../../language/words.ts";
import styles from "./Ahead.module.css";

const days = 14;

export function Ahead({ today }: { today: Day }) {
  const { t } = useTranslation();
  // It goes through the whole base, so it is counted only for who looks at it.
  const { ref, inViewport } = useInViewport<HTMLElement>();
  const [seen, setSeen] = useState(false);
  if (inViewport && !seen) setSeen(true);
  const asked = useComingDays(today, addDays(today, days - 1), seen);
  return (
    <section ref={ref} className={styles.ahead} aria-labelledby="ahead">
      <h2 id="ahead">{t("ahead.title")}</h2>
      <Loaded asked={asked} waiting={<Waiting rows={3} height={24} />}>
        {(forecast) => <Days forecast={forecast} today={today} />}
      </Loaded>
    </section>
  );
}

function Days({ forecast, today }: { forecast: Forecast; today: Day }) {
  const { t } = useTranslation();
  const number = useNumber();
  const most = Math.max(...forecast.days.map(({ planned }) => planned), 1);
  const full = forecast.days.filter((day) => heldByCapacity(day) > 0).length;
  return (
    <>
      <p className={styles.lead}>
        {t("ahead.lead", { count: forecast.planned, shown: number(forecast.planned) })}
        {full > 0 && ` ${t("ahead.full", { count: full })}`}
      </p>
      <ol className={styles.days}>
        {forecast.days.map((day) => (
          <li key={day.on}>
            <OneDay day={day} most={most} today={today} />
          </li>
        ))}
      </ol>
      <p className={styles.keys} aria-hidden>
        <i className={styles.calls} /> {t("chain.forecast.key.calls")}
        <i className={styles.messages} /> {t("chain.forecast.key.messages")}
        {full > 0 && (
          <>
            <i className={styles.beyond} /> {t("ahead.key.beyond")}
          </>
        )}
      </p>
    </>
  );
}

type ForecastDay = Forecast["days"][number];

const heldByCapacity = ({ left }: ForecastDay): number =>
  left.filter(({ rule }) => rule === "capacity").reduce((sum, { count }) => sum + count, 0);

function OneDay({ day, most, today }: { day: ForecastDay; most: number; today: Day }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const number = useNumber();
  const calls = day.byChannel["call"] ?? 0;
  const messages = day.planned - calls;
  const beyond = heldByCapacity(day);
  const says = t(beyond > 0 ? "ahead.day.full" : "ahead.day", {
    day: sayDay(language, day.on, today),
    calls: number(calls),
    messages: number(messages),
    beyond: number(beyond),
  });
  const height = (count: number) => `${(100 * count) / most}%`;
  return (
    <Link className={styles.day} to="/today" search={day.on === today ? {} : { on: day.on }} title={says}>
      {/* In words, for who hears the page; the column says the same to who sees it. */}
      <VisuallyHidden>{says}</VisuallyHidden>
      <span className={styles.bar} aria-hidden>
        <i className={styles.messages} style={{ height: height(messages) }} />
        <i className={styles.calls} style={{ height: height(calls) }} />
      </span>
      <span className={styles.count} data-beyond={beyond > 0} aria-hidden>
        {number(day.planned)}
      </span>
      <span className={styles.when} aria-hidden>
        <span className={styles.weekday}>{sayShortWeekday(language, day.on)}</span>
        {Number(day.on.slice(8)) === 1 || day.on === today
          ? sayShortDay(language, day.on, today)
          : Number(day.on.slice(8))}
      </span>
    </Link>
  );
}
