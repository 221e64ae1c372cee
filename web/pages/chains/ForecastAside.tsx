/** What the chain as it stands on the screen would take and bring over days to come, or would have over days gone by. */
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ChainPage } from "../../../src/chains/contract.ts";
import type { Forecast } from "../../../src/reports/forecast-contract.ts";
import { useEffectOf, useForecast } from "../../api/chains.ts";
import { useMay } from "../../api/me.ts";
import { useBusiness } from "../../api/resources.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { NotKept } from "../../components/NotKept.tsx";
import { Waiting } from "../../components/Waiting.tsx";
import { addDays, sayDay, type Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { useNumber, useWholeMoney } from "../../language/words.ts";
import { ForecastDays } from "./ForecastDays.tsx";
import styles from "./Forecast.module.css";

const spans = {
  week: 7,
  fortnight: 14,
  month: 30,
  quarter: 90,
  lastMonth: -30,
  lastQuarter: -91,
  lastYear: -365,
};
type Span = keyof typeof spans;

interface Shown {
  code: string;
  page: ChainPage | undefined;
  text: string;
  /** What is wrong with the text is known: nothing, something, not yet. */
  isGood: boolean | undefined;
  /** What is shown is not what the plan goes by. */
  isChanged: boolean;
}

export function ForecastAside(props: Shown) {
  const { t } = useTranslation();
  const business = useBusiness().data;
  const may = useMay();
  const [span, setSpan] = useState<Span>("fortnight");
  const isOver = spans[span] < 0;
  return (
    <aside className={styles.aside} aria-labelledby="chain-forecast">
      <h2 id="chain-forecast">
        {isOver
          ? t("chain.forecast.past")
          : props.isChanged
            ? t("chain.forecast.if")
            : t("chain.forecast.live")}
      </h2>
      <select
        className={styles.span}
        aria-label={t("chain.forecast.span")}
        value={span}
        onChange={(event) => setSpan(event.currentTarget.value as Span)}
      >
        {(Object.keys(spans) as Span[]).map((one) => (
          <option key={one} value={one}>
            {t(`chain.forecast.${one}`)}
          </option>
        ))}
      </select>
      {business && (
        <Figures {...props} today={business.today} days={spans[span]} currency={business.currency} />
      )}
      {props.page?.chain.live && may("reports.read") && <Brought code={props.code} />}
    </aside>
  );
}

function Figures(props: Shown & { today: Day; days: number; currency: string }) {
  const { t } = useTranslation();
  const { today, days, code } = props;
  // The text rests before the whole base is judged by it; one with mistakes leaves what was counted before.
  const [rested] = useDebouncedValue(props.isGood === true ? props.text : undefined, 700);
  const [last, setLast] = useState(rested);
  if (rested !== undefined && rested !== last) setLast(rested);
  const [from, to] =
    days < 0 ? [addDays(today, days), addDays(today, -1)] : [today, addDays(today, days - 1)];
  const asked = useForecast(from, to, rested ?? last);
  const isOld = props.text !== (rested ?? last) || asked.isPlaceholderData || asked.isFetching;
  const isWrong = props.isGood === false;
  return (
    <>
      <p className={styles.note} role="status">
        {isWrong
          ? t("chain.forecast.wrong")
          : isOld
            ? t("chain.forecast.counting")
            : days < 0
              ? t("chain.forecast.countedThen")
              : t("chain.forecast.counted")}
      </p>
      <Loaded asked={asked} waiting={isWrong ? null : <Waiting rows={7} height={24} />}>
        {(forecast) => (
          <div className={isOld ? styles.old : undefined}>
            <Told forecast={forecast} code={code} today={today} currency={props.currency} />
          </div>
        )}
      </Loaded>
    </>
  );
}

function Told(props: { forecast: Forecast; code: string; today: Day; currency: string }) {
  const { t } = useTranslation();
  const number = useNumber();
  const money = useWholeMoney(props.currency);
  const language = useLanguage();
  const { forecast, code, today } = props;
  const own = forecast.chains.find(({ chain }) => chain === code);
  const left = own?.left.reduce((sum, { count }) => sum + count, 0) ?? 0;
  const calls = own?.byChannel["call"] ?? 0;
  const messages = (own?.planned ?? 0) - calls;
  if (!own) return <p>{t("chain.forecast.none")}</p>;
  return (
    <>
      <dl className={styles.figures}>
        <Row says={t("chain.forecast.occasions")} value={number(own.planned + left)} />
        <Row says={t("chain.forecast.calls")} value={number(calls)} />
        <Row says={t("chain.forecast.messages")} value={number(messages)} />
        <Row
          says={t("chain.forecast.hours")}
          value={number(own.operatorHours, own.operatorHours < 10 ? 1 : 0)}
        />
        <Row says={t("chain.forecast.cost")} value={money(own.cost)} />
      </dl>
      {forecast.hoursPossible !== null && (
        <p className={styles.says}>
          {t("chain.forecast.load", {
            hours: number(forecast.operatorHours),
            possible: number(forecast.hoursPossible),
          })}
        </p>
      )}
      <ForecastDays forecast={forecast} code={code} today={today} />
      {left > 0 && (
        <>
          <h3 className={styles.why}>{t("chain.forecast.left", { count: left })}</h3>
          <ul className={styles.reasons}>
            {own.left.map(({ rule, state, name, count }) => (
              <li key={`${rule} ${state}`}>
                <span>{name}</span> <b>{number(count)}</b>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className={styles.note}>
        {t("chain.forecast.days", {
          from: sayDay(language, forecast.from, today),
          to: sayDay(language, forecast.to, today),
        })}
      </p>
      <NotKept words={forecast.notKnown} />
    </>
  );
}

const Row = ({ says, value }: { says: string; value: string }) => (
  <div className={styles.row}>
    <dt>{says}</dt>
    <dd>{value}</dd>
  </div>
);

/** Against the clients left alone on purpose; nothing where there are none. */
function Brought({ code }: { code: string }) {
  const { t } = useTranslation();
  const number = useNumber();
  const effect = useEffectOf(code, true).data;
  if (!effect) return null;
  const { told, needed } = effect;
  if (!told)
    return needed.controlShare === null || needed.controlShare === 0 ? (
      <p className={styles.says}>{t("chain.effect.noControl")}</p>
    ) : (
      <p className={styles.says}>{t("chain.effect.notYet")}</p>
    );
  const { treated, control, low, high } = told.returned;
  return (
    <p className={styles.says}>
      {t("chain.effect", {
        treated: number(treated, 1),
        control: number(control, 1),
        low: number(low, 1),
        high: number(high, 1),
      })}
    </p>
  );
}
