/** One rule: what it is called, what it means, its value, and within what it can be set. */
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { EtiquetteBounds } from "../../../src/planning/contract.ts";
import { figures, isSame, textOf, type FigureName, type Value } from "./figures.ts";
import { useLanguage } from "../../language/i18n.ts";
import { RuleField } from "./RuleField.tsx";
import styles from "./RulesPage.module.css";
import type { useRuleWords } from "./say-value.ts";
import type { TypedFigure } from "./use-typed.ts";

export function RuleRow(props: {
  name: FigureName;
  /** As it is set. */
  known: Value;
  typed: TypedFigure;
  bounds: EtiquetteBounds;
  words: ReturnType<typeof useRuleWords>;
  mayChange: boolean;
  /** Why the program did not take it. */
  refused: string | undefined;
  onType: (text: string) => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const id = useId();
  const { name, known, typed, bounds, words, mayChange, refused, onType } = props;
  const usual = bounds.defaults[name];
  const sayUsual = t(mayChange ? "rules.default.back" : "rules.default", { value: words.say(name, usual) });
  const within = words.sayBounds(name, bounds);
  const isWrong = typed.value === undefined;
  const wrong = isWrong ? t(wrongWords(name), { within }) : refused;
  return (
    <li className={styles.rule} data-changed={typed.isChanged || undefined}>
      <div className={styles.about}>
        <h3 id={id} className={styles.name}>
          {t(`rules.${name}`)}
        </h3>
        <p className={styles.means}>{t(`rules.${name}.means`)}</p>
      </div>
      <div className={styles.value}>
        {mayChange ? (
          <RuleField
            name={name}
            labelledBy={id}
            describedBy={`${id}-note`}
            typed={typed}
            words={words}
            isWrong={wrong !== undefined}
            onType={onType}
          />
        ) : (
          <span className={styles.said}>{words.say(name, known)}</span>
        )}
        <div id={`${id}-note`} className={styles.notes}>
          {wrong !== undefined ? (
            <p className={styles.wrong} role="alert">
              {wrong}
            </p>
          ) : (
            within !== "" && <p>{within}</p>
          )}
          {typed.isOvertaken && (
            <p className={styles.wrong}>{t("rules.overtaken", { value: words.say(name, known) })}</p>
          )}
        </div>
        {!isSame(typed.value, usual) &&
          (mayChange ? (
            <button
              type="button"
              className={styles.quiet}
              aria-label={t("rules.default.of", { usual: sayUsual, rule: t(`rules.${name}`) })}
              onClick={() => onType(textOf(name, usual, language))}
            >
              {sayUsual}
            </button>
          ) : (
            <p className={styles.notes}>{sayUsual}</p>
          ))}
      </div>
    </li>
  );
}

const wrongWords = (name: FigureName) => {
  const { unit } = figures[name];
  if (unit === "span") return "rules.wrong.span";
  return unit === "money" || unit === "percent" ? "rules.wrong.hundredths" : "rules.wrong";
};
