/** The letter and the conversation as one client would get them, with what is known of that client now. */
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Language } from "../../../src/kernel/language.ts";
import type { ScriptWords, StepPreview } from "../../../src/reports/preview-contract.ts";
import { usePreview } from "../../api/chains.ts";
import { useBusiness } from "../../api/resources.ts";
import { LetterFrame } from "../../components/LetterFrame.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { Waiting } from "../../components/Waiting.tsx";
import { sayDay } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { ClientPicker } from "./ClientPicker.tsx";
import styles from "./Words.module.css";

export function Preview(props: {
  text: string;
  /** What is wrong with the text is known: nothing, something, not yet. */
  isGood: boolean | undefined;
  step: string;
  language: Language;
}) {
  const { t } = useTranslation();
  const { text, isGood, step, language } = props;
  const [client, setClient] = useState<string>();
  const [rested] = useDebouncedValue(text, 600);
  // A text with mistakes cannot be shown: what was shown before stays.
  const [last, setLast] = useState<string>();
  if (isGood === true && rested === text && rested !== last) setLast(rested);
  const asked = usePreview(
    last === undefined ? undefined : { yaml: last, step, language, ...(client !== undefined && { client }) },
  );
  return (
    <section aria-labelledby="preview-title" className={styles.preview}>
      <h2 id="preview-title">{t("chain.preview.title")}</h2>
      {isGood === false && <p className={styles.hint}>{t("chain.preview.wrong")}</p>}
      <Loaded asked={asked} waiting={isGood === false ? null : <Waiting rows={6} />}>
        {(preview) => (
          <>
            <ClientPicker
              label={t("chain.preview.client")}
              chosen={preview.name ?? undefined}
              near={preview.clients}
              onChoose={setClient}
            />
            <Shown preview={preview} hasChosen={client !== undefined} />
          </>
        )}
      </Loaded>
    </section>
  );
}

function Shown({ preview, hasChosen }: { preview: StepPreview; hasChosen: boolean }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const today = useBusiness().data?.today;
  const { occasion, letter, script, problems } = preview;
  if (!occasion) return <p>{hasChosen ? t("chain.preview.notThisOne") : t("chain.preview.nobody")}</p>;
  return (
    <>
      <p className={styles.hint}>
        {t("chain.preview.when", { day: sayDay(language, occasion.dueOn, today), occasion: occasion.text })}
      </p>
      {problems.map((problem) => (
        <p key={problem} className={styles.problem} role="alert">
          {problem}
        </p>
      ))}
      {letter && (
        <article aria-label={t("chain.preview.letter")}>
          <h3 className={styles.subject}>{letter.subject}</h3>
          <LetterFrame html={letter.html} />
        </article>
      )}
      {script && <Script script={script} />}
    </>
  );
}

function Script({ script }: { script: ScriptWords }) {
  const { t } = useTranslation();
  return (
    <article aria-label={t("chain.script")} className={styles.script}>
      <h3>{t("chain.script")}</h3>
      <p className={styles.spoken}>{script.opening}</p>
      <ol>
        {script.questions.map((question) => (
          <li key={question.code}>
            <p className={styles.spoken}>{question.ask}</p>
            {question.answers.length > 0 && (
              <ul className={styles.said}>
                {question.answers.map(({ text }) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
      {script.closing && <p className={styles.spoken}>{script.closing}</p>}
    </article>
  );
}
