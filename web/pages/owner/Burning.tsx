/** What clients can spend, and how much of it burns if nobody says a word. Ember is for what is next. */
import { Link } from "@tanstack/react-router";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { Bonuses } from "../../../src/reports/owner-contract.ts";
import { soonDays } from "../../components/burns-soon.ts";
import { useNumber, useWholeMoney } from "../../language/words.ts";
import styles from "./Owner.module.css";

export function Burning({ bonuses, currency }: { bonuses: Bonuses; currency: string }) {
  const { t } = useTranslation();
  const id = useId();
  const number = useNumber();
  const money = useWholeMoney(currency);
  const within = [
    { days: 30, ...bonuses.within30Days },
    { days: 60, ...bonuses.within60Days },
    { days: 90, ...bonuses.within90Days },
  ];
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{t("owner.bonuses")}</h2>
      <p className={styles.figure}>
        <Link to="/bonuses" search={{}} className={styles.sum}>
          {money(bonuses.spendable.sum)}
        </Link>
        <span className={styles.note}>
          {t("owner.bonuses.on", {
            count: bonuses.spendable.cards,
            number: number(bonuses.spendable.cards),
          })}
        </span>
      </p>
      <dl className={styles.lines}>
        {within.map(({ days, sum, cards }) => (
          <div key={days}>
            <dt>{t("owner.bonuses.within", { days })}</dt>
            <dd>
              <Link
                to="/results/$list"
                params={{ list: "burning" }}
                search={{ days }}
                className={days <= soonDays ? styles.ember : styles.plain}
              >
                {money(sum)}
              </Link>
              <span className={styles.note}>
                {t("bonuses.cards", { count: cards, number: number(cards) })}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
