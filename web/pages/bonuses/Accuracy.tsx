/** Forecasts of months that are over beside what burned; asked for only where somebody wants to know. */
import { useTranslation } from "react-i18next";
import { useBurnBacktest } from "../../api/resources.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { Waiting } from "../../components/Waiting.tsx";
import { sayMonth } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { useNumber, useWholeMoney } from "../../language/words.ts";
import page from "./BonusesPage.module.css";
import styles from "../../components/FigureTable.module.css";
import { FigureTable } from "../../components/FigureTable.tsx";

/** The newest ones; the sentence is about all of them. */
const shownMonths = 12;

export function Accuracy({ currency }: { currency: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const money = useWholeMoney(currency);
  const number = useNumber();
  const asked = useBurnBacktest();
  return (
    <Loaded asked={asked} waiting={<Waiting rows={4} />}>
      {({ months, ofMonths }) => {
        const error = ofMonths.meanAbsolutePercentageError;
        if (ofMonths.forecasts === 0 || error === null) return <p>{t("forecast.accuracy.none")}</p>;
        const shown = months.filter(({ due }) => due !== "0.00").slice(-shownMonths);
        return (
          <>
            <p className={page.sentence}>
              {t("forecast.accuracy.sentence", {
                count: ofMonths.forecasts,
                inside: ofMonths.inside,
                error: t("use.share", { percent: number(error, 1) }),
              })}
            </p>
            <FigureTable label={t("forecast.accuracy")}>
              <thead>
                <tr>
                  <th>{t("forecast.column.month")}</th>
                  <th className={styles.number}>{t("forecast.column.expected")}</th>
                  <th className={styles.number}>{t("forecast.column.interval")}</th>
                  <th className={styles.number}>{t("forecast.column.burned")}</th>
                  <th>{t("forecast.column.inside")}</th>
                </tr>
              </thead>
              <tbody>
                {shown.map(({ month, expected, low, high, burned, inside }) => (
                  <tr key={month}>
                    <td className={styles.nowrap}>{sayMonth(language, `${month}-01`)}</td>
                    <td className={styles.number}>{money(expected)}</td>
                    <td className={styles.number}>
                      {t("bonuses.range", { low: money(low), high: money(high) })}
                    </td>
                    <td className={styles.number}>{money(burned)}</td>
                    <td>{t(`forecast.inside.${inside}`)}</td>
                  </tr>
                ))}
              </tbody>
            </FigureTable>
          </>
        );
      }}
    </Loaded>
  );
}
