/** What the program would not save, and where. */
import { useTranslation } from "react-i18next";
import styles from "./ChainPage.module.css";

export interface Mistake {
  line: number;
  column: number;
  says: string;
}

export function mistakeOf(told: string): Mistake {
  const found = /^[^:]*:(\d+):(\d+): (.*)$/s.exec(told);
  return found
    ? { line: Number(found[1]), column: Number(found[2]), says: found[3] ?? "" }
    : { line: 1, column: 1, says: told };
}

export function Mistakes(props: { mistakes: readonly string[]; onGo?: (mistake: Mistake) => void }) {
  const { t } = useTranslation();
  if (props.mistakes.length === 0) return null;
  return (
    <div className={styles.mistakes} role="alert">
      <p>{t("chain.mistakes", { count: props.mistakes.length })}</p>
      <ul>
        {props.mistakes.map(mistakeOf).map((mistake) => (
          <li key={`${mistake.line}:${mistake.column} ${mistake.says}`}>
            {props.onGo ? (
              <button type="button" className={styles.place} onClick={() => props.onGo?.(mistake)}>
                {t("chain.mistake.place", { line: mistake.line, column: mistake.column })}
              </button>
            ) : (
              <span className={styles.place}>
                {t("chain.mistake.place", { line: mistake.line, column: mistake.column })}
              </span>
            )}{" "}
            {mistake.says}
          </li>
        ))}
      </ul>
    </div>
  );
}
