/** The field of one rule: hours from and to, one of two days, or a number with its unit. */
import { useTranslation } from "react-i18next";
import type { FigureName } from "./figures.ts";
import styles from "./RulesPage.module.css";
import type { useRuleWords } from "./say-value.ts";
import type { TypedFigure } from "./use-typed.ts";

export function RuleField(props: {
  name: FigureName;
  labelledBy: string;
  describedBy: string;
  typed: TypedFigure;
  words: ReturnType<typeof useRuleWords>;
  isWrong: boolean;
  onType: (text: string) => void;
}) {
  const { t } = useTranslation();
  const { name, labelledBy, describedBy, typed, words, isWrong, onType } = props;
  const { text, value } = typed;
  const about = { "aria-describedby": describedBy, "aria-invalid": isWrong };
  if (name === "leapBirthday")
    return (
      <select
        className="field"
        aria-labelledby={labelledBy}
        {...about}
        value={text}
        onChange={({ currentTarget }) => onType(currentTarget.value)}
      >
        {["02-28", "03-01"].map((day) => (
          <option key={day} value={day}>
            {words.leapDay(day)}
          </option>
        ))}
      </select>
    );
  if (name === "weekday" || name === "weekend") {
    const [opens = "", closes = ""] = text.split("-");
    return (
      <div className={styles.span} role="group" aria-labelledby={labelledBy}>
        <input
          className="field"
          autoComplete="off"
          aria-label={t("rules.opens")}
          {...about}
          value={opens}
          onChange={({ currentTarget }) => onType(`${currentTarget.value}-${closes}`)}
        />
        <span aria-hidden>–</span>
        <input
          className="field"
          autoComplete="off"
          aria-label={t("rules.closes")}
          {...about}
          value={closes}
          onChange={({ currentTarget }) => onType(`${opens}-${currentTarget.value}`)}
        />
      </div>
    );
  }
  return (
    <div className={styles.number}>
      <input
        className="field"
        inputMode="decimal"
        autoComplete="off"
        aria-labelledby={labelledBy}
        {...about}
        value={text}
        onChange={({ currentTarget }) => onType(currentTarget.value)}
      />
      <span>{words.unit(name, typeof value === "number" ? value : Number.parseInt(text) || 0)}</span>
    </div>
  );
}
