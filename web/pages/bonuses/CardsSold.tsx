/** Cards sold by office against the plan: a year at a glance, the last month, and the one that goes on. */
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { CardSales, MonthOfCards } from "../../../src/reports/owner-contract.ts";
import { Disclosure } from "../../components/Disclosure.tsx";
import { Empty } from "../../components/Empty.tsx";
import table from "../../components/table.module.css";
import { sayMonthName, sayShortMonth, type Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { useNumber, useWholeMoney } from "../../language/words.ts";
import page from "./BonusesPage.module.css";
import styles from "./CardsSold.module.css";
import { MonthTable } from "./MonthTable.tsx";
import { YearOfMonths } from "./YearOfMonths.tsx";

interface Props {
  sales: CardSales;
  today: Day;
  currency: string;
}

export function CardsSold(props: Props) {
  const { sales, today, currency } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const money = useWholeMoney(currency);
  const number = useNumber();
  const id = useId();
  const [current, last] = sales.months.toReversed();
  const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
  const heads = {
    plan: t("sales.column.plan"),
    year: t("sales.column.year"),
    last: capital(last ? sayMonthName(language, last.month) : ""),
    current: capital(current ? t("sales.goesOn", { month: sayMonthName(language, current.month) }) : ""),
  };
  const rows = [...sales.offices, ...(sales.offices.length > 1 ? [{ ...sales, id: "all", name: null }] : [])];
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className={page.title}>
        {t("sales.title")}
      </h2>
      {sales.sold + sales.given === 0 ? (
        <Empty why={t("sales.empty")}>{t("sales.empty.next")}</Empty>
      ) : (
        <>
          <p className={page.sentence}>
            {t("sales.sentence", {
              count: sales.sold,
              number: number(sales.sold),
              income: money(sales.income),
            })}
            {sales.given > 0 && ` ${t("sales.given", { count: sales.given, number: number(sales.given) })}`}
          </p>
          <p className={`${page.small} ${styles.about}`}>{t("sales.band")}</p>
          <table className={`${table.table} ${styles.sales}`} aria-labelledby={id} role="table">
            <thead role="rowgroup">
              <tr role="row">
                <th role="columnheader">{t("bonuses.office")}</th>
                <th role="columnheader">{heads.plan}</th>
                <th role="columnheader">{heads.year}</th>
                <th role="columnheader" className={table.number}>
                  {heads.last}
                </th>
                <th role="columnheader" className={table.number}>
                  {heads.current}
                </th>
              </tr>
            </thead>
            <tbody role="rowgroup">
              {rows.map((office) => (
                <OfficeRow
                  key={office.id ?? ""}
                  name={office.id === "all" ? t("bonuses.total") : (office.name ?? t("sales.withoutOffice"))}
                  months={office.months}
                  heads={heads}
                  today={today}
                  currency={currency}
                  isTotal={office.id === "all"}
                />
              ))}
            </tbody>
          </table>
          <div className={page.disclosures}>
            <Disclosure label={t("sales.everyMonth")} quiet>
              <MonthTable sales={sales} currency={currency} />
            </Disclosure>
          </div>
        </>
      )}
    </section>
  );
}

function OfficeRow(props: {
  name: string;
  months: readonly MonthOfCards[];
  heads: { last: string; current: string };
  today: Day;
  currency: string;
  isTotal: boolean;
}) {
  const { name, months, heads, today, currency } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const money = useWholeMoney(currency);
  const [current, last] = months.toReversed();
  const plan = current?.plan;
  const planned = plan ? t("sales.plan", plan.cards) : t("sales.noPlan");
  const said = months.map(({ month, sold }) => `${sayShortMonth(language, month, today)} ${sold}`);
  return (
    <tr role="row" className={props.isTotal ? styles.total : undefined}>
      <td role="cell" className={`${table.name} ${styles.name}`}>
        {name}
      </td>
      <td role="cell" className={styles.plan}>
        {planned}
        {plan && (
          <div className={table.small}>
            {t("bonuses.range", { low: money(plan.income.least), high: money(plan.income.most) })}
          </div>
        )}
      </td>
      <td role="cell" className={styles.year}>
        <YearOfMonths months={months} says={t("sales.months", { months: said.join(", "), plan: planned })} />
      </td>
      <td role="cell" className={`${table.number} ${styles.month}`}>
        {last && <Month month={last} head={heads.last} currency={currency} />}
      </td>
      <td role="cell" className={`${table.number} ${styles.month}`}>
        {current && <Month month={current} head={heads.current} currency={currency} />}
      </td>
    </tr>
  );
}

function Month({ month, head, currency }: { month: MonthOfCards; head: string; currency: string }) {
  const { t } = useTranslation();
  const money = useWholeMoney(currency);
  const number = useNumber();
  const { plan, over, sold, income } = month;
  const left = plan ? plan.cards.least - sold : 0;
  const says =
    plan && (over || plan.cardsAre !== "below")
      ? t(`sales.${plan.cardsAre}`)
      : left > 0
        ? t("sales.left", { left: number(left) })
        : "";
  return (
    <>
      <span className={styles.label} aria-hidden>
        {head}
      </span>
      <div>
        {number(sold)} <span className={styles.income}>{money(income)}</span>
        <div className={`${table.small} ${plan && plan.cardsAre !== "below" ? styles.met : ""}`}>{says}</div>
      </div>
    </>
  );
}
