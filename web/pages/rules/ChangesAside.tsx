/** What is changed and not kept yet: from what to what, what follows today, and where it is kept. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Etiquette } from "../../../src/planning/contract.ts";
import { useTroubleWords } from "../../components/trouble-words.ts";
import styles from "./RulesPage.module.css";
import type { useRuleWords } from "./say-value.ts";
import type { useTyped } from "./use-typed.ts";
import { WhatFollows } from "./WhatFollows.tsx";

export function ChangesAside(props: {
  typed: ReturnType<typeof useTyped>;
  rules: Etiquette;
  words: ReturnType<typeof useRuleWords>;
  isReady: boolean;
  isPending: boolean;
  error: Error | null;
  onBack: () => void;
}) {
  const { t } = useTranslation();
  const sayTrouble = useTroubleWords();
  const { typed, rules, words, isReady, isPending, error, onBack } = props;
  const isChanged = typed.changed.length > 0;
  return (
    <aside className={styles.aside} aria-labelledby="rules-changes" data-changed={isChanged || undefined}>
      <h2 id="rules-changes">{t("rules.changes")}</h2>
      {!isChanged && <p className={styles.means}>{t("rules.changes.none")}</p>}
      {isChanged && (
        <ul className={styles.changes}>
          {typed.changed.map((name) => {
            const { value } = typed.of(name);
            return (
              <li key={name}>
                {t(`rules.${name}`)}
                <span className={styles.change}>
                  {value === undefined ? t("rules.changes.wrong") : words.sayChange(name, rules[name], value)}
                </span>
              </li>
            );
          })}
        </ul>
      )}
      {isReady && <WhatFollows changes={typed.changes} />}
      {error && (
        <p className={styles.wrong} role="alert">
          {sayTrouble(error)}
        </p>
      )}
      <div className={styles.actions}>
        <Button type="submit" variant="filled" loading={isPending} disabled={!isReady}>
          {t("rules.save")}
        </Button>
        {isChanged && <Button onClick={onBack}>{t("rules.back")}</Button>}
      </div>
    </aside>
  );
}
