/** Cards sold this month by office, held to the plan, and what they brought. */
import { Link } from "@tanstack/react-router";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { CardSales, MonthOfCards, OfficeSales } from "../../../src/reports/owner-contract.ts";
import { FigureHeads } from "../../components/FigureHeads.tsx";
import table from "../../components/table.module.css";
import { sayMonthName, type Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { useNumber, useWholeMoney } from "../../language/words.ts";
import styles from "./Owner.module.css";

export function CardsByOffice(props: { sales: CardSales; today: Day; currency: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const id = useId();
  const { sales, currency } = props;
  const [current, last] = sales.months.toReversed();
  const name = (month: MonthOfCards | undefined) => (month ? sayMonthName(language, month.month) : "");
  const heads = {
    sold: t("owner.cards.sold", { month: name(current) }),
    plan: t("owner.cards.plan"),
    income: t("owner.cards.income"),
    last: t("owner.cards.last", { month: name(last) }),
  };
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{t("owner.cards")}</h2>
      <table className={`${table.table} ${styles.cards}`} aria-labelledby={id} role="table">
        <FigureHeads rows={t("bonuses.office")} columns={heads} />
        <tbody role="rowgroup">
          {sales.offices.map((office) => (
            <Row key={office.id ?? ""} office={office} heads={heads} currency={currency} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row(props: { office: OfficeSales; heads: Record<string, string>; currency: string }) {
  const { t } = useTranslation();
  const number = useNumber();
  const money = useWholeMoney(props.currency);
  const { office, heads } = props;
  const [current, last] = office.months.toReversed();
  const link = (period: "month" | "lastMonth", sold: number) => (
    <Link
      to="/results/$list"
      params={{ list: "cards" }}
      search={{
        ...(office.id === null ? {} : { office: office.id }),
        ...(period === "month" ? {} : { period }),
      }}
      className={table.link}
    >
      {number(sold)}
    </Link>
  );
  const plan = current?.plan;
  return (
    <tr role="row">
      <td role="cell" className={table.name}>
        {office.name ?? t("sales.withoutOffice")}
      </td>
      <td role="cell" className={table.number} data-label={heads["sold"]}>
        {link("month", current?.sold ?? 0)}
      </td>
      <td role="cell" className={table.number} data-label={heads["plan"]}>
        {plan ? (
          <>
            {number(plan.cards.least)}–{number(plan.cards.most)}
            <span className={styles.note}>
              {money(plan.income.least)} – {money(plan.income.most)}
            </span>
          </>
        ) : (
          <span className={styles.quiet}>—</span>
        )}
      </td>
      <td role="cell" className={table.number} data-label={heads["income"]}>
        {money(current?.income ?? "0.00")}
      </td>
      <td role="cell" className={table.number} data-label={heads["last"]}>
        {link("lastMonth", last?.sold ?? 0)}
        {last?.plan && <span className={styles.note}>{t(`owner.plan.${last.plan.cardsAre}`)}</span>}
      </td>
    </tr>
  );
}
