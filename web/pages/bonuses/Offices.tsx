/** Bonuses by office: what can be spent, what burns when, and what the forecast says. */
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { Bonuses, BurnForecast } from "../../../src/reports/owner-contract.ts";
import table from "../../components/table.module.css";
import { useNumber, useWholeMoney } from "../../language/words.ts";
import page from "./BonusesPage.module.css";
import styles from "./Offices.module.css";

type Row = Omit<Bonuses["offices"][number], "id">;
type Foretold = BurnForecast["forecast"] | undefined;

export function Offices(props: { bonuses: Bonuses; forecast: BurnForecast | undefined; currency: string }) {
  const { bonuses, forecast, currency } = props;
  const { t } = useTranslation();
  const id = useId();
  const weeks = forecast?.weeks.length ?? 13;
  const heads = [
    t("bonuses.column.cards"),
    t("bonuses.column.spendable"),
    ...[30, 60, 90].map((days) => t("bonuses.column.within", { days })),
    t("bonuses.column.forecast", { weeks }),
  ];
  const foretold = (office: string | null): Foretold =>
    forecast?.offices.find((one) => one.id === office)?.forecast;
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className={page.title}>
        {t("bonuses.offices")}
      </h2>
      <p className={`${page.small} ${styles.about}`}>{t("bonuses.office.about")}</p>
      <table className={`${table.table} ${styles.offices}`} aria-labelledby={id} role="table">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader">{t("bonuses.office")}</th>
            {heads.map((head) => (
              <th key={head} role="columnheader" className={table.number}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {bonuses.offices.map((office) => (
            <OfficeRow
              key={office.id ?? ""}
              row={office}
              heads={heads}
              name={office.name ?? t("bonuses.office.unknown")}
              foretold={foretold(office.id)}
              currency={currency}
            />
          ))}
          {bonuses.offices.length > 1 && (
            <OfficeRow
              row={{ ...bonuses, name: null }}
              heads={heads}
              name={t("bonuses.total")}
              foretold={forecast?.forecast}
              currency={currency}
              isTotal
            />
          )}
        </tbody>
      </table>
    </section>
  );
}

function OfficeRow(props: {
  row: Row;
  heads: readonly string[];
  name: string;
  foretold: Foretold;
  currency: string;
  isTotal?: boolean;
}) {
  const { row, heads, foretold } = props;
  const { t } = useTranslation();
  const money = useWholeMoney(props.currency);
  const number = useNumber();
  const { spendable, within30Days, within60Days, within90Days } = row;
  const cells = [
    number(spendable.cards),
    money(spendable.sum),
    ...[within30Days, within60Days, within90Days].map(({ sum }) => money(sum)),
  ];
  return (
    <tr role="row" className={props.isTotal ? styles.total : undefined}>
      <td role="cell" className={`${table.name} ${styles.name}`}>
        {props.name}
      </td>
      {cells.map((cell, at) => (
        <td key={heads[at]} role="cell" className={table.number}>
          <span className={styles.label} aria-hidden>
            {heads[at]}
          </span>
          {cell}
        </td>
      ))}
      <td role="cell" className={table.number}>
        <span className={styles.label} aria-hidden>
          {heads[5]}
        </span>
        {foretold ? (
          <div>
            {money(foretold.expected)}
            <div className={table.small}>
              {t("bonuses.range", { low: money(foretold.low), high: money(foretold.high) })}
            </div>
          </div>
        ) : (
          "—"
        )}
      </td>
    </tr>
  );
}
