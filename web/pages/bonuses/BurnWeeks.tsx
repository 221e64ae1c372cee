/** What will burn week by week: one sentence, a picture of it, and on what it rests. */
import { Link } from "@tanstack/react-router";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { BurnForecast } from "../../../src/reports/owner-contract.ts";
import { Disclosure } from "../../components/Disclosure.tsx";
import chip from "../../components/FilterChip.module.css";
import { sayDay, type Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { useNumber, useWholeMoney } from "../../language/words.ts";
import { Accuracy } from "./Accuracy.tsx";
import styles from "./BonusesPage.module.css";
import own from "./BurnWeeks.module.css";
import { WeekChart } from "./WeekChart.tsx";
import { WeekTable } from "./WeekTable.tsx";

interface Props {
  forecast: BurnForecast;
  /** The id of the one chosen, `unknown`, or nothing for all. */
  office: string | undefined;
  today: Day;
  currency: string;
}

type Ahead = Pick<BurnForecast, "due" | "forecast" | "weeks">;

export function BurnWeeks({ forecast, office, today, currency }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const chosen = forecast.offices.find((one) => (one.id ?? "unknown") === office);
  const ahead: Ahead = chosen ?? forecast;
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className={styles.title}>
        {t("forecast.title")}
      </h2>
      <Choice forecast={forecast} chosen={chosen?.id ?? (chosen ? "unknown" : undefined)} />
      <Sentence ahead={ahead} today={today} currency={currency} />
      <Rests history={forecast.history} today={today} />
      {ahead.due !== "0.00" && <WeekChart weeks={ahead.weeks} today={today} currency={currency} />}
      <div className={styles.disclosures}>
        <Disclosure label={t("forecast.asTable")} quiet>
          <WeekTable weeks={ahead.weeks} today={today} currency={currency} />
        </Disclosure>
        {forecast.history.enough && (
          <Disclosure label={t("forecast.accuracy")} quiet>
            <Accuracy currency={currency} />
          </Disclosure>
        )}
      </div>
    </section>
  );
}

function Choice({ forecast, chosen }: { forecast: BurnForecast; chosen: string | undefined }) {
  const { t } = useTranslation();
  if (forecast.offices.length < 2) return null;
  const all = [
    { key: undefined, name: t("bonuses.total") },
    ...forecast.offices.map(({ id, name }) => ({
      key: id ?? "unknown",
      name: name ?? t("bonuses.office.unknown"),
    })),
  ];
  return (
    <nav className={own.choice} aria-label={t("bonuses.office")}>
      {all.map(({ key, name }) => (
        <Link
          key={key ?? ""}
          to="/bonuses"
          search={key === undefined ? {} : { office: key }}
          className={chip.chip}
          data-on={key === chosen}
          aria-current={key === chosen ? "true" : undefined}
          activeOptions={{ exact: true, includeSearch: true }}
          resetScroll={false}
          replace
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}

function Sentence({ ahead, today, currency }: { ahead: Ahead; today: Day; currency: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const money = useWholeMoney(currency);
  const last = ahead.weeks.at(-1);
  const day = last ? sayDay(language, last.through, today) : "";
  const due = money(ahead.due);
  if (ahead.due === "0.00") return <p className={styles.sentence}>{t("forecast.nothing", { day })}</p>;
  if (!ahead.forecast) return <p className={styles.sentence}>{t("forecast.sentence.due", { day, due })}</p>;
  const { expected, low, high } = ahead.forecast;
  return (
    <p className={styles.sentence}>
      {t("forecast.sentence", {
        day,
        due,
        expected: money(expected),
        low: money(low),
        high: money(high),
      })}
    </p>
  );
}

function Rests({ history, today }: { history: BurnForecast["history"]; today: Day }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const number = useNumber();
  const { enough, returns, since } = history;
  const told = enough
    ? t("forecast.rests", {
        count: returns,
        number: number(returns),
        day: since === null ? "" : sayDay(language, since, today),
      })
    : t("forecast.notEnough", { count: returns });
  return <p className={styles.small}>{told}</p>;
}
