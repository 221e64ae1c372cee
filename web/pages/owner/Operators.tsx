/** How many calls were made of those that the operators' hours allow. */
import { Link } from "@tanstack/react-router";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { Results } from "../../../src/reports/results-contract.ts";
import { useNumber, usePercent } from "../../language/words.ts";
import styles from "./Owner.module.css";

const shown = ["today", "month", "before"] as const;

export function Operators({ results }: { results: Results }) {
  const { t } = useTranslation();
  const id = useId();
  const number = useNumber();
  const percent = usePercent();
  const calls = results.figures.find(({ figure }) => figure === "calls");
  const { operators } = results;
  if (!calls) return null;
  const made = Number(calls.month);
  const share = operators.month ? Math.round((made / operators.month) * 100) : undefined;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{t("owner.operators")}</h2>
      <p className={styles.figure}>
        <span className={styles.sum}>{share === undefined ? number(made) : percent(share)}</span>
        <span className={styles.note}>
          {share === undefined ? t("owner.operators.noHours") : t("owner.operators.share")}
        </span>
      </p>
      <dl className={styles.lines}>
        {shown.map((period) => {
          const room = operators[period];
          return (
            <div key={period}>
              <dt>{t(`owner.period.${period}`)}</dt>
              <dd>
                <Link
                  to="/results/$list"
                  params={{ list: "calls" }}
                  search={period === "month" ? {} : { period }}
                  className={styles.plain}
                >
                  {number(Number(calls[period]))}
                </Link>
                {room !== null && (
                  <span className={styles.note}>{t("owner.operators.of", { number: number(room) })}</span>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
