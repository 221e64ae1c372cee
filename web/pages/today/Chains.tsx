/** What each chain does on the day, how it goes, and why the rest of its occasions lead nowhere. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Today, TodayChain } from "../../../src/reports/contract.ts";
import { Empty } from "../../components/Empty.tsx";
import table from "../../components/table.module.css";
import { useNumber } from "../../language/words.ts";
import styles from "./Chains.module.css";

export function Chains({ day }: { day: Today }) {
  const { t } = useTranslation();
  if (day.chains.length === 0) return <Empty why={t("today.empty")}>{t("today.empty.next")}</Empty>;
  return (
    <table className={`${table.table} ${styles.chains}`} aria-label={t("today.chains")} role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader">{t("today.chain")}</th>
          <th role="columnheader" className={table.number}>
            {t("today.occasions")}
          </th>
          <th role="columnheader" className={table.number}>
            {t("today.planned")}
          </th>
          <th role="columnheader">{t("today.progress")}</th>
          <th role="columnheader">{t("today.whyNot")}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {day.chains.map((chain) => (
          <ChainRow key={chain.chain} chain={chain} on={day.on} />
        ))}
      </tbody>
    </table>
  );
}

function ChainRow({ chain, on }: { chain: TodayChain; on: string }) {
  const { t } = useTranslation();
  const number = useNumber();
  const search = { on, chain: chain.chain };
  return (
    <tr role="row">
      <td role="cell" className={styles.chain}>
        <div className={table.name}>{chain.name}</div>
        <div className={table.small}>{chain.about}</div>
      </td>
      <td role="cell" className={`${table.number} ${styles.occasions}`}>
        <Link className={table.link} to="/touches" search={search}>
          {number(chain.occasions)} <span className={styles.label}>{t("today.occasions")}</span>
        </Link>
      </td>
      <td role="cell" className={`${table.number} ${styles.planned}`}>
        <Link className={table.link} to="/touches" search={{ ...search, part: "happening" }}>
          {number(chain.planned)} <span className={styles.label}>{t("today.planned")}</span>
        </Link>
      </td>
      <td role="cell" className={styles.progress}>
        <Meter done={chain.done} planned={chain.planned} />
      </td>
      <td role="cell" className={`${table.small} ${styles.reasons}`}>
        <Reasons chain={chain} on={on} />
      </td>
    </tr>
  );
}

function Reasons({ chain, on }: { chain: TodayChain; on: string }) {
  const { t } = useTranslation();
  const number = useNumber();
  if (chain.reasons.length === 0) return t("today.whyNot.none");
  return (
    <ul className={styles.list}>
      {chain.reasons.map((reason) => (
        <li key={`${reason.state} ${reason.rule}`}>
          <Link
            className={table.link}
            to="/touches"
            search={{ on, chain: chain.chain, state: reason.state, rule: reason.rule ?? undefined }}
          >
            <span className={styles.count}>{number(reason.count)}</span> {reason.text}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Meter({ done, planned }: { done: number; planned: number }) {
  const { t } = useTranslation();
  const says = t("today.progress.said", { done, planned });
  return (
    <div className={styles.meter} role="img" aria-label={says} title={says}>
      <i style={{ width: `${planned === 0 ? 0 : (100 * done) / planned}%` }} />
    </div>
  );
}
