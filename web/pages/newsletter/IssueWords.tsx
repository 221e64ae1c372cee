/** The words of an issue in one language or the other. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Language } from "../../../src/kernel/language.ts";
import { useLanguage } from "../../language/i18n.ts";
import { Area } from "../chains/Area.tsx";
import words from "../chains/Words.module.css";
import styles from "./Newsletter.module.css";
import { parts, type TypedIssue } from "./typed-issue.ts";

const rows = { subject: 1, body: 10, conditions: 2 };

export function IssueWords(props: {
  typed: TypedIssue;
  wrong: { field: string; why: string } | undefined;
  onChange: (typed: TypedIssue) => void;
}) {
  const { t } = useTranslation();
  const { typed, wrong, onChange } = props;
  const own = useLanguage();
  const [chosen, setChosen] = useState<{ language: Language; over: string | undefined }>();
  const refusedIn = wrong?.field.endsWith(".en") ? "en" : wrong?.field.endsWith(".ru") ? "ru" : undefined;
  // A refusal shows its language, until another is chosen over it.
  const language =
    chosen && chosen.over === wrong?.field ? chosen.language : (refusedIn ?? chosen?.language ?? own);
  return (
    <>
      <div className={words.head}>
        <h2>{t("newsletter.words")}</h2>
        <div role="group" aria-label={t("chain.words.language")} className={words.languages}>
          {(["ru", "en"] as const).map((one) => (
            <button
              key={one}
              type="button"
              className={words.language}
              aria-pressed={language === one}
              onClick={() => setChosen({ language: one, over: wrong?.field })}
            >
              {t(`chain.words.${one}`)}
            </button>
          ))}
        </div>
      </div>
      {parts.map((part) => (
        <div key={part}>
          <Area
            label={t(`newsletter.${part}`)}
            value={typed[part][language]}
            rows={rows[part]}
            {...(part === "conditions" && { hint: t("newsletter.conditions.hint") })}
            onChange={(text) => onChange({ ...typed, [part]: { ...typed[part], [language]: text } })}
          />
          {wrong?.field === `${part}.${language}` && (
            <p className={styles.wrong} role="alert">
              {wrong.why}
            </p>
          )}
        </div>
      ))}
    </>
  );
}
