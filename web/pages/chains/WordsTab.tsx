/** What is said: the words of a step's template in both languages, and beside them how one real client gets them. */
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ChainDefinition } from "../../../src/chains/contract.ts";
import type { Language } from "../../../src/kernel/language.ts";
import { useLanguage } from "../../language/i18n.ts";
import { withField, type Path, type Step } from "./chain-text.ts";
import { Area } from "./Area.tsx";
import { useChainWords } from "./chain-words.ts";
import { Insertable, type Sayable, type WrittenIn } from "./Insertable.tsx";
import { Preview } from "./Preview.tsx";
import { ScriptFields } from "./ScriptFields.tsx";
import type { Draft } from "./use-draft.ts";
import styles from "./Words.module.css";

export function WordsTab(props: {
  chain: ChainDefinition;
  step: Step | undefined;
  draft: Draft;
  isGood: boolean | undefined;
  sayable: Sayable;
}) {
  const { t } = useTranslation();
  const { chain, step, draft, isGood, sayable } = props;
  const words = useChainWords();
  const fields = useRef<HTMLDivElement>(null);
  const writtenIn = useRef<WrittenIn>(null);
  const field = () => {
    const last = writtenIn.current;
    return last?.isConnected
      ? last
      : (fields.current?.querySelector<HTMLTextAreaElement>("textarea:not([rows='1'])") ?? undefined);
  };
  const [language, setLanguage] = useState<Language>(useLanguage());
  const name = step?.template ?? Object.keys(chain.templates)[0] ?? "";
  const template = chain.templates[name];
  const put = (path: Path, value: unknown) =>
    draft.setText(withField(draft.text, ["templates", name, ...path], value));
  if (!template) return <p>{t("chain.words.none")}</p>;
  const names = (step ? step.channels : []).map((entry) =>
    typeof entry === "string" ? entry : entry.channel,
  );
  const isSpoken = names.some((channel) => channel === "call" || channel === "in_person");
  const isWritten = names.some((channel) => channel !== "call" && channel !== "in_person");
  const pair = (value: string) => ({ ru: value, en: value });
  return (
    <div className={styles.split}>
      <section aria-labelledby="words-title">
        <div className={styles.head}>
          <h2 id="words-title">
            {step ? t("chain.words.title", { when: words.offset(step.offset) }) : t("chain.tab.words")}
          </h2>
          <div role="group" aria-label={t("chain.words.language")} className={styles.languages}>
            {(["ru", "en"] as const).map((one) => (
              <button
                key={one}
                type="button"
                className={styles.language}
                aria-pressed={language === one}
                onClick={() => setLanguage(one)}
              >
                {t(`chain.words.${one}`)}
              </button>
            ))}
          </div>
        </div>
        <div
          ref={fields}
          onFocus={({ target }) => {
            if (isWrittenIn(target)) writtenIn.current = target;
          }}
        >
          {(template.body !== undefined || isWritten) && (
            <>
              <Area
                label={t("chain.words.subject")}
                value={template.subject?.[language] ?? ""}
                rows={1}
                onChange={(value) =>
                  template.subject ? put(["subject", language], value) : put(["subject"], pair(value))
                }
              />
              <Area
                label={t("chain.words.body")}
                value={template.body?.[language] ?? ""}
                rows={8}
                onChange={(value) =>
                  template.body ? put(["body", language], value) : put(["body"], pair(value))
                }
              />
            </>
          )}
          {(template.script !== undefined || isSpoken) && (
            <ScriptFields script={template.script} language={language} put={put} />
          )}
          {step?.purpose !== "greeting" && (
            <Offer
              offer={template.offer}
              language={language}
              onChange={(path, value) => put(["offer", ...path], value)}
            />
          )}
        </div>
        <Insertable sayable={sayable} language={language} field={field} />
      </section>
      {step && <Preview text={draft.text} isGood={isGood} step={step.code} language={language} />}
    </div>
  );
}

const isWrittenIn = (element: Element): element is WrittenIn =>
  element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement;

/** What is proposed, with all of its conditions: without them it cannot be saved. */
function Offer(props: {
  offer: { what: Record<Language, string>; conditions: Record<Language, string> } | undefined;
  language: Language;
  onChange: (path: Path, value: unknown) => void;
}) {
  const { t } = useTranslation();
  const { offer, language, onChange } = props;
  const empty = { ru: "", en: "" };
  if (!offer)
    return (
      <button
        type="button"
        className={styles.add}
        onClick={() => onChange([], { what: empty, conditions: empty })}
      >
        {t("chain.offer.add")}
      </button>
    );
  return (
    <fieldset className={styles.part}>
      <legend>{t("chain.offer")}</legend>
      <Area
        label={t("chain.offer.what")}
        value={offer.what[language]}
        rows={2}
        onChange={(value) => onChange(["what", language], value)}
      />
      <Area
        label={t("chain.offer.conditions")}
        hint={t("chain.offer.conditions.hint")}
        value={offer.conditions[language]}
        rows={3}
        onChange={(value) => onChange(["conditions", language], value)}
      />
      <button type="button" className={styles.add} onClick={() => onChange([], undefined)}>
        {t("chain.offer.remove")}
      </button>
    </fieldset>
  );
}
