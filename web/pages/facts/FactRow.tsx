/** One wanted fact: what it is worth beside the others, and how one asks for it. */
import { IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../language/i18n.ts";
import { useNumber } from "../../language/words.ts";
import type { Fact } from "./fact.ts";
import styles from "./FactsPage.module.css";

export function FactRow(props: {
  fact: Fact;
  name: string;
  usualQuestion: { ru: string; en: string } | undefined;
  /** Of all the weights. */
  total: number;
  onChange: (next: Fact | undefined) => void;
}) {
  const { t } = useTranslation();
  const number = useNumber();
  const language = useLanguage();
  const { fact, name, usualQuestion = { ru: "", en: "" }, total, onChange } = props;
  const own = fact.ownQuestion ?? null;
  return (
    <li className={styles.fact}>
      <div className={styles.head}>
        <span className={styles.name}>{name}</span>
        <label className={styles.weight}>
          <span>{t("facts.weight")}</span>
          <input
            className={styles.number}
            type="number"
            min={1}
            max={1000}
            required
            aria-label={t("facts.weightOf", { fact: name })}
            value={fact.worth || ""}
            onChange={(event) => onChange({ ...fact, worth: event.currentTarget.valueAsNumber || 0 })}
          />
          <span className={styles.share}>
            {total > 0 && t("facts.share", { percent: number((fact.worth * 100) / total, 0) })}
          </span>
        </label>
        <button
          type="button"
          className={styles.remove}
          aria-label={t("facts.remove", { fact: name })}
          onClick={() => onChange(undefined)}
        >
          <IconX size={16} aria-hidden />
        </button>
      </div>
      {own === null ? (
        <p className={styles.question}>
          {usualQuestion[language]}{" "}
          <button
            type="button"
            className={styles.quiet}
            aria-label={t("facts.own.of", { does: t("facts.own"), fact: name })}
            onClick={() => onChange({ ...fact, ownQuestion: usualQuestion })}
          >
            {t("facts.own")}
          </button>
        </p>
      ) : (
        <div className={styles.words}>
          {(["ru", "en"] as const).map((one) => (
            <label key={one}>
              <span>{t(`facts.question.${one}`)}</span>
              <input
                className={styles.text}
                lang={one}
                required
                maxLength={300}
                value={own[one]}
                onChange={(event) =>
                  onChange({ ...fact, ownQuestion: { ...own, [one]: event.currentTarget.value } })
                }
              />
            </label>
          ))}
          <button
            type="button"
            className={styles.quiet}
            aria-label={t("facts.own.of", { does: t("facts.usual"), fact: name })}
            onClick={() => onChange({ ...fact, ownQuestion: null })}
          >
            {t("facts.usual")}
          </button>
        </div>
      )}
    </li>
  );
}
