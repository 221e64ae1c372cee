/** How much of what the business wants is known, and what to ask next, what is worth most first. */
import { useTranslation } from "react-i18next";
import type { Completeness } from "../../../src/clients/completeness-contract.ts";
import styles from "./Facts.module.css";
import { Section } from "./Section.tsx";

const shown = 4;

export function Questions({ completeness: { percent, missing } }: { completeness: Completeness }) {
  const { t } = useTranslation();
  return (
    <Section title={t("known.title")} aside={t("known.percent", { percent })}>
      {missing.length === 0 ? (
        <p className={styles.unknown}>{t("known.whole")}</p>
      ) : (
        <ul className={styles.facts}>
          {missing.slice(0, shown).map(({ fact, text }) => (
            <li key={fact}>{text}</li>
          ))}
        </ul>
      )}
    </Section>
  );
}
