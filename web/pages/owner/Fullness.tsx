/** How much of what the business wants to know of its clients is known, and what was learned this month. */
import { Link } from "@tanstack/react-router";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { CompletenessReport } from "../../../src/reports/completeness-contract.ts";
import { useNumber, usePercent } from "../../language/words.ts";
import styles from "./Owner.module.css";

export function Fullness({ report }: { report: CompletenessReport }) {
  const { t } = useTranslation();
  const id = useId();
  const number = useNumber();
  const percent = usePercent();
  const [current, last] = report.growth.months.toReversed();
  const least = report.facts.toSorted((a, b) => a.known - b.known)[0];
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{t("owner.fullness")}</h2>
      <p className={styles.figure}>
        <Link to="/clients" search={{}} className={styles.sum}>
          {report.average === null ? "—" : percent(report.average, 1)}
        </Link>
        <span className={styles.note}>
          {t("owner.fullness.of", { count: report.clients, number: number(report.clients) })}
        </span>
      </p>
      <dl className={styles.lines}>
        <div>
          <dt>{t("owner.fullness.learned")}</dt>
          <dd>
            {number(current?.facts ?? 0)}
            <span className={styles.note}>
              {t("owner.fullness.before", { number: number(last?.facts ?? 0) })}
            </span>
          </dd>
        </div>
        <div>
          <dt>{t("owner.fullness.made")}</dt>
          <dd>
            {number(current?.made ?? 0)}
            <span className={styles.note}>
              {t("owner.fullness.before", { number: number(last?.made ?? 0) })}
            </span>
          </dd>
        </div>
        {least && report.clients > 0 && (
          <div>
            <dt>{t("owner.fullness.least")}</dt>
            <dd>
              {least.name}
              <span className={styles.note}>{percent(Math.floor((least.known * 100) / report.clients))}</span>
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}
