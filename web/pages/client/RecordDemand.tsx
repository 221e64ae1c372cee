/** A demand is taken down: what, how it came, when, in whose words. */
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { NewDemand } from "../../../src/clients/demand-contract.ts";
import { forgetDraft, useDraft } from "../../api/draft.ts";
import type { Day } from "../../language/days.ts";
import { demandHows, useDemandHow } from "../../language/words.ts";
import { FormEnd, useRecord } from "./FormEnd.tsx";
import styles from "./SideForm.module.css";

/** What stops nothing comes first: it is what a slip of the hand should meet. */
const kinds = ["export", "stop", "erasure"] as const satisfies readonly NewDemand["kind"][];

type Written = Required<Pick<NewDemand, "kind" | "how" | "receivedOn" | "words">> & {
  /** The same demand sent again is the same one; other words are another one. */
  key: string;
};

export function RecordDemand({
  client,
  today,
  onClose,
}: {
  client: string;
  today: Day;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const how = useDemandHow();
  const first = useRef<HTMLSelectElement>(null);
  useEffect(() => first.current?.focus(), []);
  const draft = `demand ${client}`;
  const empty: Written = { kind: "export", how: "office", receivedOn: today, words: "", key: "" };
  const [demand, setDemand] = useDraft(draft, { empty, today });
  // It may be whole without a word: then it is sent under the key of this form.
  const [ownKey] = useState(() => crypto.randomUUID());
  const close = () => {
    setDemand(empty);
    forgetDraft(draft);
    onClose();
  };
  const save = useRecord(`/clients/${client}/demands`, close);
  const change = (part: Partial<Written>) => setDemand({ ...demand, ...part, key: crypto.randomUUID() });
  return (
    <form
      className={styles.form}
      aria-label={t("demand.record")}
      onSubmit={(event) => {
        event.preventDefault();
        const { words, key, ...rest } = demand;
        const body: NewDemand = words.trim() === "" ? rest : { ...rest, words: words.trim() };
        save.mutate({ body, key: key || ownKey });
      }}
    >
      <label className={`${styles.label} ${styles.wide}`}>
        {t("demand.what")}
        <select
          ref={first}
          className="field"
          value={demand.kind}
          onChange={({ target }) => change({ kind: target.value as Written["kind"] })}
        >
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {t(`demand.kind.${kind}`)}
            </option>
          ))}
        </select>
      </label>
      <p className={`${styles.label} ${styles.wide}`} role="status">
        {t(`demand.effect.${demand.kind}`)}
      </p>
      <label className={styles.label}>
        {t("demand.how")}
        <select className="field" value={demand.how} onChange={({ target }) => change({ how: target.value })}>
          {demandHows.map((code) => (
            <option key={code} value={code}>
              {how(code)}
            </option>
          ))}
        </select>
      </label>
      <label className={styles.label}>
        {t("demand.received")}
        <input
          type="date"
          max={today}
          className="field"
          value={demand.receivedOn}
          onChange={({ target }) => change({ receivedOn: target.value })}
        />
      </label>
      <label className={`${styles.label} ${styles.wide}`}>
        {t("demand.words")}
        <textarea
          rows={3}
          maxLength={1000}
          placeholder={t("demand.words.hint")}
          className="field"
          value={demand.words}
          onChange={({ target }) => change({ words: target.value })}
        />
      </label>
      <FormEnd
        save={t("demand.save")}
        cancel={t("demand.cancel")}
        disabled={demand.receivedOn === "" || demand.receivedOn > today || save.isPending}
        onCancel={close}
        error={save.error}
        failed={(detail) => t("demand.failed", { detail })}
      />
    </form>
  );
}
