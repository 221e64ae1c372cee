/** Four large figures. Ember is only for what burns soon. */
import { useTranslation } from "react-i18next";
import type { Bonuses } from "../../../src/reports/owner-contract.ts";
import figures from "../../components/figures.module.css";
import { useNumber, useWholeMoney } from "../../language/words.ts";
import styles from "./Figures.module.css";

export function Figures({ bonuses, currency }: { bonuses: Bonuses; currency: string }) {
  const { t } = useTranslation();
  const money = useWholeMoney(currency);
  const number = useNumber();
  const { spendable, within30Days, within60Days, within90Days } = bonuses;
  const shown = [
    { key: "spendable", ...spendable, says: t("bonuses.spendable"), soon: false },
    { key: "30", ...within30Days, says: t("bonuses.within", { days: 30 }), soon: true },
    { key: "60", ...within60Days, says: t("bonuses.within", { days: 60 }), soon: false },
    { key: "90", ...within90Days, says: t("bonuses.within", { days: 90 }), soon: false },
  ];
  return (
    <ul className={`${figures.figures} ${styles.figures}`} aria-label={t("bonuses.figures")}>
      {shown.map(({ key, sum, cards, says, soon }) => (
        <li key={key}>
          <span className={`${figures.value} ${soon ? figures.ember : ""}`}>{money(sum)}</span>{" "}
          <span className={figures.says}>{says}</span>{" "}
          <span className={styles.cards}>{t("bonuses.cards", { count: cards, number: number(cards) })}</span>
        </li>
      ))}
    </ul>
  );
}
