/** What came of today and of the month so far; how far that is from the last month on the same day. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Period, Results } from "../../../src/reports/results-contract.ts";
import { FigureHeads } from "../../components/FigureHeads.tsx";
import table from "../../components/table.module.css";
import { sayMonthName } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { useNumber, usePercent, useWholeMoney } from "../../language/words.ts";
import { changeOf } from "./change-of.ts";
import styles from "./Owner.module.css";

type Figure = Results["figures"][number];

export function Figures({ results, currency }: { results: Results; currency: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [first, ...others] = results.figures;
  const { month, before } = results.periods;
  if (!first) return null;
  const heads = {
    today: t("day.today"),
    month: capital(sayMonthName(language, month.from.slice(0, 7))),
    before: capital(t("owner.column.before", { month: sayMonthName(language, before.from.slice(0, 7)) })),
    change: t("owner.column.change"),
    lastMonth: capital(t("owner.column.whole", { month: sayMonthName(language, before.from.slice(0, 7)) })),
  };
  return (
    <section aria-label={t("owner.figures")}>
      <Returned figure={first} />
      <table className={`${table.table} ${styles.figures}`} aria-label={t("owner.figures")} role="table">
        <FigureHeads rows={<span className={styles.hidden}>{t("owner.column.what")}</span>} columns={heads} />
        <tbody role="rowgroup">
          {[first, ...others].map((figure) => (
            <Row key={figure.figure} figure={figure} currency={currency} heads={heads} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The one number a morning begins with. */
function Returned({ figure }: { figure: Figure }) {
  const { t } = useTranslation();
  const number = useNumber();
  const change = changeOf(figure);
  return (
    <p className={styles.head}>
      <Link to="/results/$list" params={{ list: "returned" }} search={{}} className={styles.large}>
        {number(Number(figure.month))}
      </Link>{" "}
      <span className={styles.says}>
        {t("owner.returned", { count: Number(figure.month) })}
        {change !== undefined &&
          `, ${t(change < 0 ? "owner.less" : "owner.more", { percent: number(Math.abs(change)) })}`}
      </span>
    </p>
  );
}

function Row(props: { figure: Figure; currency: string; heads: Record<Period | "change", string> }) {
  const { t } = useTranslation();
  const number = useNumber();
  const percent = usePercent();
  const money = useWholeMoney(props.currency);
  const { figure, heads } = props;
  const say = (value: string) => (figure.kind === "money" ? money(value) : number(Number(value)));
  const change = changeOf(figure);
  const cell = (period: Period) => (
    <td role="cell" className={table.number} data-label={heads[period]}>
      <Link
        to="/results/$list"
        params={{ list: figure.list }}
        search={period === "month" ? {} : { period }}
        className={table.link}
        aria-label={`${t(`owner.figure.${figure.figure}`)}, ${heads[period]}: ${say(figure[period])}`}
      >
        {say(figure[period])}
      </Link>
    </td>
  );
  return (
    <tr role="row">
      <td role="cell" className={table.name}>
        {t(`owner.figure.${figure.figure}`)}
      </td>
      {cell("today")}
      {cell("month")}
      {cell("before")}
      <td role="cell" className={table.number} data-label={heads.change}>
        {change === undefined ? (
          <span className={styles.quiet}>—</span>
        ) : (
          <span className={change > 0 ? styles.up : styles.quiet}>
            {change > 0 ? "+" : change < 0 ? "−" : ""}
            {percent(Math.abs(change))}
          </span>
        )}
      </td>
      {cell("lastMonth")}
    </tr>
  );
}
