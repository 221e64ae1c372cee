/** To whom a client goes instead, and what they should know. */
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Handoff, Handoffs } from "../../../src/handoffs/contract.ts";
import { forgetDraft, useDraft } from "../../api/draft.ts";
import { useMe } from "../../api/me.ts";
import type { Day } from "../../language/days.ts";
import styles from "./HandoffsPage.module.css";
import { PanelEnd } from "./PanelEnd.tsx";
import type { useStep } from "./resources.ts";

export function PassOn(props: {
  handoff: Handoff;
  managers: Handoffs["managers"];
  step: ReturnType<typeof useStep>;
  today: Day;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const first = useRef<HTMLSelectElement>(null);
  // It opened by a key, and what is typed next is for it.
  useEffect(() => first.current?.focus(), []);
  const { handoff, step } = props;
  const me = useMe().staffMember.id;
  // Those of the same office come first: that is where the client is at home.
  const others = props.managers
    .filter(({ id }) => id !== handoff.manager?.id && id !== me)
    .toSorted(
      (a, b) => Number(b.office === handoff.office?.name) - Number(a.office === handoff.office?.name),
    );
  const [manager, setManager] = useState(others[0]?.id ?? "");
  const draft = `pass on ${handoff.id}`;
  const [{ words }, keep] = useDraft(draft, { empty: { words: "" }, today: props.today });
  return (
    <form
      className={styles.panel}
      onSubmit={(event) => {
        event.preventDefault();
        const body = { manager, ...(words.trim() === "" ? {} : { words }) };
        step.mutate(
          { path: `/handoffs/${handoff.id}/pass-on`, body },
          { onSuccess: () => forgetDraft(draft) },
        );
      }}
    >
      <label className={styles.label}>
        {t("handoffs.pass.whom")}
        <select
          className="field"
          ref={first}
          value={manager}
          onChange={({ target }) => setManager(target.value)}
        >
          {others.map(({ id, name, office }) => (
            <option key={id} value={id}>
              {[name, office].filter(Boolean).join(", ")}
            </option>
          ))}
        </select>
      </label>
      <label className={`${styles.label} ${styles.wide}`}>
        {t("handoffs.pass.words")}
        <input className="field" value={words} onChange={({ target }) => keep({ words: target.value })} />
      </label>
      <PanelEnd
        save={t("handoffs.pass.do")}
        disabled={manager === "" || step.isPending}
        onCancel={props.onClose}
      />
    </form>
  );
}
