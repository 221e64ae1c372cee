/** What each rule said about a touch, in words, and when at the earliest it could be otherwise. */
import { useTranslation } from "react-i18next";
import type { SaidVerdict } from "../../src/reports/contract.ts";
import { sayMoment, type Day } from "../language/days.ts";
import { useLanguage } from "../language/i18n.ts";
import styles from "./Verdicts.module.css";

export function Verdicts(props: { verdicts: readonly SaidVerdict[]; zone: string; today: Day }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (props.verdicts.length === 0) return <p className={styles.none}>{t("verdict.none")}</p>;
  return (
    <ul className={styles.verdicts} aria-label={t("verdict.title")}>
      {props.verdicts.map((verdict) => (
        <li key={verdict.rule} className={styles.verdict} data-says={verdict.says}>
          <span className={styles.says}>{t(`verdict.${verdict.says}`)}</span>
          <span>
            {verdict.text}
            {verdict.notBefore && (
              <span className={styles.when}>
                {" "}
                {t("verdict.notBefore", {
                  moment: sayMoment(language, verdict.notBefore, props.zone, props.today),
                })}
              </span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
