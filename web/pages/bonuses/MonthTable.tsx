/** Every month of every office as figures. */
import { useTranslation } from "react-i18next";
import type { CardSales } from "../../../src/reports/owner-contract.ts";
import { sayMonth } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { useNumber, useWholeMoney } from "../../language/words.ts";
import styles from "../../components/FigureTable.module.css";
import { FigureTable } from "../../components/FigureTable.tsx";

export function MonthTable({ sales, currency }: { sales: CardSales; currency: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const money = useWholeMoney(currency);
  const number = useNumber();
  const offices = [
    ...sales.offices.map(({ id, name, months }) => ({
      key: id ?? "",
      name: name ?? t("sales.withoutOffice"),
      months,
    })),
    ...(sales.offices.length > 1 ? [{ key: "all", name: t("bonuses.total"), months: sales.months }] : []),
  ];
  return (
    <FigureTable label={t("sales.everyMonth")}>
      <thead>
        <tr>
          <th>{t("forecast.column.month")}</th>
          {offices.map(({ key, name }) => (
            <th key={key} className={styles.number}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sales.months.map(({ month }, at) => (
          <tr key={month}>
            <td className={styles.nowrap}>{sayMonth(language, `${month}-01`)}</td>
            {offices.map(({ key, months }) => {
              const { sold = 0, income = "0.00" } = months[at] ?? {};
              return (
                <td key={key} className={styles.number}>
                  {number(sold)}
                  <span className={styles.small}>{money(income)}</span>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </FigureTable>
  );
}
