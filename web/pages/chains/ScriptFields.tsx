/** The words of a conversation: what is said first, each question and its answers, what is said last. */
import { useTranslation } from "react-i18next";
import type { Language } from "../../../src/kernel/language.ts";
import { Area } from "./Area.tsx";
import type { Path, Template } from "./chain-text.ts";
import styles from "./Words.module.css";

type Put = (path: Path, value: unknown) => void;

export function ScriptFields(props: { script: Template["script"]; language: Language; put: Put }) {
  const { t } = useTranslation();
  const { script, language, put } = props;
  if (!script || !("questions" in script))
    return (
      <Area
        label={t("chain.script")}
        rows={4}
        value={script?.[language] ?? ""}
        onChange={(value) =>
          script ? put(["script", language], value) : put(["script"], { ru: value, en: value })
        }
      />
    );
  return (
    <fieldset className={styles.part}>
      <legend>{t("chain.script")}</legend>
      <Area
        label={t("chain.script.opening")}
        rows={3}
        value={script.opening[language]}
        onChange={(value) => put(["script", "opening", language], value)}
      />
      <ol className={styles.questions}>
        {script.questions.map((question, at) => (
          <li key={question.code}>
            <Area
              label={t("chain.script.question", { number: at + 1 })}
              rows={2}
              value={question.ask[language]}
              onChange={(value) => put(["script", "questions", at, "ask", language], value)}
            />
            {question.answers && (
              <ul className={styles.answers} aria-label={t("chain.script.answers")}>
                {question.answers.map((answer, index) => (
                  <li key={answer.code}>
                    <input
                      className={styles.answer}
                      aria-label={t("chain.script.answer", { number: index + 1, question: at + 1 })}
                      value={answer.text[language]}
                      onChange={(event) =>
                        put(
                          ["script", "questions", at, "answers", index, "text", language],
                          event.currentTarget.value,
                        )
                      }
                    />
                    {answer.next !== undefined && (
                      <span className={styles.next}>
                        {answer.next === "end"
                          ? t("chain.script.end")
                          : t("chain.script.next", {
                              number: script.questions.findIndex(({ code }) => code === answer.next) + 1,
                            })}
                      </span>
                    )}
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
      <Area
        label={t("chain.script.closing")}
        rows={2}
        value={script.closing?.[language] ?? ""}
        onChange={(value) =>
          script.closing
            ? put(["script", "closing", language], value)
            : put(["script", "closing"], { ru: value, en: value })
        }
      />
    </fieldset>
  );
}
