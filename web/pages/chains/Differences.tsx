/** Which parts of a chain are new, gone or other than in the version before. */
import { useTranslation } from "react-i18next";
import type { ChainComparison } from "../../../src/reports/trial-contract.ts";
import styles from "./Publish.module.css";

export function Differences({ steps, templates, fields }: ChainComparison["differences"]) {
  const { t } = useTranslation();
  const said = [
    ...(["added", "removed", "changed"] as const).flatMap((how) => [
      ...steps[how].map((name) => t(`difference.step.${how}`, { name })),
      ...templates[how].map((name) => t(`difference.template.${how}`, { name })),
    ]),
    ...fields.map((name) => t("difference.field", { name })),
  ];
  if (said.length === 0) return null;
  return (
    <section aria-labelledby="differences">
      <h3 id="differences" className={styles.part}>
        {t("difference.title")}
      </h3>
      <ul>
        {said.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}
