/** What words may name: a press puts it where somebody is writing. */
import { useTranslation } from "react-i18next";
import type { ChainCheck } from "../../../src/chains/contract.ts";
import type { Language } from "../../../src/kernel/language.ts";
import styles from "./Words.module.css";

export type Sayable = ChainCheck["sayable"];

/** Fields of words by which what is inserted goes into the one written in last. */
export type WrittenIn = HTMLTextAreaElement | HTMLInputElement;

export function Insertable(props: {
  sayable: Sayable;
  language: Language;
  /** The field somebody writes in; undefined while nobody has. */
  field(): WrittenIn | undefined;
}) {
  const { t } = useTranslation();
  const { sayable, language, field } = props;
  const shown = sayable.filter(({ only }) => only === null || only === language);
  if (shown.length === 0) return null;
  return (
    <section aria-labelledby="sayable-title" className={styles.tray}>
      <h3 id="sayable-title" className={styles.partTitle}>
        {t("chain.words.sayable")}
      </h3>
      <p className={styles.hint}>{t("chain.words.sayable.hint")}</p>
      <ul className={styles.insertable}>
        {shown.map(({ written, means }) => (
          <li key={written}>
            <button
              type="button"
              className={styles.insert}
              title={written}
              onClick={() => insert(field(), written)}
            >
              {means}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** As if it were typed: the field's own handler hears of it. */
function insert(field: WrittenIn | undefined, text: string): void {
  if (!field) return;
  const { selectionStart, selectionEnd } = field;
  field.focus();
  field.setRangeText(text, selectionStart ?? field.value.length, selectionEnd ?? field.value.length, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
