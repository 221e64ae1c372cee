/** The chain as its text, with what is wrong in it at its line and column. */
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Mistakes, mistakeOf, type Mistake } from "./Mistakes.tsx";
import styles from "./TextEditor.module.css";
import type { Draft } from "./use-draft.ts";

export function TextEditor({ draft, mistakes }: { draft: Draft; mistakes: readonly string[] }) {
  const { t } = useTranslation();
  const field = useRef<HTMLTextAreaElement>(null);
  const lines = draft.text.split("\n");
  const wrong = new Set(mistakes.map((told) => mistakeOf(told).line));
  const go = ({ line, column }: Mistake) => {
    const at = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
    field.current?.focus();
    field.current?.setSelectionRange(at, at);
  };
  return (
    <>
      <Mistakes mistakes={mistakes} onGo={go} />
      <div className={styles.editor}>
        <div className={styles.numbers} aria-hidden>
          {lines.map((_, at) => (
            <div key={at} data-wrong={wrong.has(at + 1)}>
              {at + 1}
            </div>
          ))}
        </div>
        <textarea
          ref={field}
          className={styles.text}
          aria-label={t("chain.yaml")}
          aria-invalid={mistakes.length > 0}
          value={draft.text}
          rows={lines.length + 1}
          wrap="off"
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          onChange={(event) => draft.setText(event.currentTarget.value)}
        />
      </div>
    </>
  );
}
