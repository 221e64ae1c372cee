/** A note on a client, or a reminder for oneself; what was typed stays until it is saved. */
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { readStored, writeStored } from "../../api/stored.ts";
import { addDays, type Day } from "../../language/days.ts";
import styles from "./HandoffsPage.module.css";
import { PanelEnd } from "./PanelEnd.tsx";
import { useStep } from "./resources.ts";

export function WriteDown(props: { client: string; reminds: boolean; today: Day; onClose: () => void }) {
  const { t } = useTranslation();
  const first = useRef<HTMLInputElement>(null);
  // It opened by a key, and what is typed next is for it.
  useEffect(() => first.current?.focus(), []);
  const { client, reminds, today, onClose } = props;
  const storageKey = `povod-note-${client}`;
  const [words, setWords] = useState(() => readStored(storageKey, ""));
  const [on, setOn] = useState(() => addDays(today, 1));
  const step = useStep(() => {
    writeStored(storageKey, undefined);
    onClose();
  });
  const write = (text: string) => {
    setWords(text);
    writeStored(storageKey, text === "" ? undefined : text);
  };
  return (
    <form
      className={styles.panel}
      onSubmit={(event) => {
        event.preventDefault();
        step.mutate(
          reminds
            ? { path: `/clients/${client}/reminders`, body: { words, on } }
            : { path: `/clients/${client}/notes`, body: { words } },
        );
      }}
    >
      {reminds && (
        <label className={styles.label}>
          {t("handoffs.remind.on")}
          <input
            className="field"
            type="date"
            min={today}
            value={on}
            onChange={({ target }) => setOn(target.value)}
          />
        </label>
      )}
      <label className={`${styles.label} ${styles.wide}`}>
        {t(reminds ? "handoffs.remind.words" : "handoffs.note.words")}
        <input
          className="field"
          ref={first}
          maxLength={1000}
          value={words}
          onChange={({ target }) => write(target.value)}
        />
      </label>
      <PanelEnd
        save={t("handoffs.save")}
        disabled={words.trim() === "" || on === "" || step.isPending}
        onCancel={onClose}
        error={step.error}
      />
    </form>
  );
}
