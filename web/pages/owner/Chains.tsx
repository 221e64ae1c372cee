/** What chains brought: clients they touched beside clients they left alone on purpose. */
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "@tanstack/react-router";
import type { ChainEffects } from "../../../src/reports/effect-contract.ts";
import { Empty } from "../../components/Empty.tsx";
import { FigureHeads } from "../../components/FigureHeads.tsx";
import table from "../../components/table.module.css";
import { useNumber, usePercent, useWholeMoney } from "../../language/words.ts";
import styles from "./Owner.module.css";

type Effect = ChainEffects["effects"][number];

export function Chains({ effects, currency }: { effects: readonly Effect[]; currency: string }) {
  const { t } = useTranslation();
  const id = useId();
  const heads = {
    touched: t("owner.chains.touched"),
    treated: t("owner.chains.treated"),
    control: t("owner.chains.control"),
    difference: t("owner.chains.difference"),
    revenue: t("owner.chains.revenue"),
  };
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{t("owner.chains")}</h2>
      <p className={styles.about}>{t("owner.chains.about", { count: effects[0]?.withinDays ?? 60 })}</p>
      {effects.length === 0 ? (
        <Empty why={t("owner.chains.none")}>{t("owner.chains.none.next")}</Empty>
      ) : (
        <table className={`${table.table} ${styles.chains}`} aria-labelledby={id} role="table">
          <FigureHeads rows={t("owner.chains.chain")} columns={heads} />
          <tbody role="rowgroup">
            {effects.map((effect) => (
              <Row key={effect.chain} effect={effect} heads={heads} currency={currency} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Row(props: { effect: Effect; heads: Record<string, string>; currency: string }) {
  const { t } = useTranslation();
  const number = useNumber();
  const percent = usePercent();
  const money = useWholeMoney(props.currency);
  const { effect, heads } = props;
  const { told, treated, control, needed } = effect;
  const hasControl = control.clients + control.waiting > 0;
  const signed = (value: number) => `${value > 0 ? "+" : value < 0 ? "−" : ""}${number(Math.abs(value), 1)}`;
  const signedMoney = (sum: string) => (sum.startsWith("-") ? money(sum) : `+${money(sum)}`);
  return (
    <tr role="row">
      <td role="cell" className={table.name}>
        <Link to="/chains/$code" params={{ code: effect.chain }} search={{}} className={table.link}>
          {effect.name}
        </Link>
      </td>
      <td role="cell" className={table.number} data-label={heads["touched"]}>
        {number(treated.clients)}
        <span className={styles.note}>{t("owner.chains.alone", { number: number(control.clients) })}</span>
      </td>
      {told ? (
        <>
          <td role="cell" className={table.number} data-label={heads["treated"]}>
            {percent(told.returned.treated, 1)}
          </td>
          <td role="cell" className={table.number} data-label={heads["control"]}>
            {percent(told.returned.control, 1)}
          </td>
          <td role="cell" className={table.number} data-label={heads["difference"]}>
            <b className={told.returned.low > 0 ? styles.up : undefined}>
              {signed(told.returned.difference)}
            </b>
            <span className={styles.note}>
              {t("owner.chains.interval", {
                low: signed(told.returned.low),
                high: signed(told.returned.high),
              })}
            </span>
          </td>
          <td role="cell" className={table.number} data-label={heads["revenue"]}>
            {signedMoney(told.revenue.difference)}
            <span className={styles.note}>
              {t("owner.chains.interval", {
                low: signedMoney(told.revenue.low),
                high: signedMoney(told.revenue.high),
              })}
            </span>
          </td>
        </>
      ) : (
        <td role="cell" colSpan={4} className={styles.notYet}>
          {hasControl ? t("owner.chains.notYet") : t("owner.chains.noControl")}
          <span className={styles.note}>
            {!hasControl
              ? t("owner.chains.noControl.next")
              : treated.clients + control.clients === 0
                ? t("owner.chains.waiting", {
                    count: treated.waiting + control.waiting,
                    number: number(treated.waiting + control.waiting),
                  })
                : needed.treated !== null && needed.control !== null
                  ? t("owner.chains.needed", {
                      points: number(needed.difference),
                      treated: number(needed.treated),
                      control: number(needed.control),
                    })
                  : t("owner.chains.needed.unknown")}
          </span>
        </td>
      )}
    </tr>
  );
}
