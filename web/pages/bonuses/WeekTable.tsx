/** The weeks of the picture as figures. */
import { useTranslation } from "react-i18next";
import type { BurnForecast } from "../../../src/reports/owner-contract.ts";
import { sayShortDay, type Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { useWholeMoney } from "../../language/words.ts";
import styles from "../../components/FigureTable.module.css";
import { FigureTable } from "../../components/FigureTable.tsx";

export function WeekTable(props: { weeks: BurnForecast["weeks"]; today: Day; currency: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const money = useWholeMoney(props.currency);
  const foretold = props.weeks.some(({ forecast }) => forecast !== null);
  return (
    <FigureTable label={t("forecast.asTable")}>
      <thead>
        <tr>
          <th>{t("forecast.column.week")}</th>
          {foretold && <th className={styles.number}>{t("forecast.column.expected")}</th>}
          {foretold && <th className={styles.number}>{t("forecast.column.interval")}</th>}
          <th className={styles.number}>{t("forecast.column.due")}</th>
        </tr>
      </thead>
      <tbody>
        {props.weeks.map(({ from, through, due, forecast }) => (
          <tr key={from}>
            <td className={styles.nowrap}>
              {t("forecast.week", {
                from: sayShortDay(language, from, through),
                through: sayShortDay(language, through, props.today),
              })}
            </td>
            {forecast && <td className={styles.number}>{money(forecast.expected)}</td>}
            {forecast && (
              <td className={styles.number}>
                {t("bonuses.range", { low: money(forecast.low), high: money(forecast.high) })}
              </td>
            )}
            <td className={styles.number}>{money(due)}</td>
          </tr>
        ))}
      </tbody>
    </FigureTable>
  );
}
