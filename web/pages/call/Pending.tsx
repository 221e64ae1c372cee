/** What was just ended and can be taken back, and what waits to be sent; quiet while it goes well, plain when it does not. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { forgetEntry, useOutbox, type Entry, type OutcomeEntry } from "./outbox.ts";
import type { Phone } from "./use-call.ts";
import styles from "./Pending.module.css";
import { Key } from "../../components/Key.tsx";

export function Pending({ phone }: { phone: Phone }) {
  const { t } = useTranslation();
  const entries = useOutbox();
  const held = entries.findLast((one): one is OutcomeEntry => one.kind === "outcome" && one.state === "held");
  const refused = entries.filter(
    (one): one is Entry & { kind: "outcome" } => one.kind === "outcome" && one.state === "refused",
  );
  const waiting = entries.filter(({ state }) => state === "waiting").length;
  return (
    <div className={styles.pending} role="status">
      {held && (
        <div className={styles.line} key={held.key}>
          <span>
            {t(`call.outcome.${held.body.outcome}`)}
            <span className={styles.who}>{` · ${held.name}`}</span>
          </span>
          <Button size="xs" onClick={() => void phone.undo()} rightSection={<Key>U</Key>}>
            {t("call.undo")}
          </Button>
          <i className={styles.time} aria-hidden />
        </div>
      )}
      {waiting > 0 && <div className={styles.quiet}>{t("call.waiting.send", { count: waiting })}</div>}
      {refused.map(({ key, name, detail }) => (
        <div className={styles.refused} key={key} role="alert">
          <span>{t("call.refused", { name, detail: detail ?? "" })}</span>
          <Button size="xs" onClick={() => forgetEntry(key)}>
            {t("call.refused.seen")}
          </Button>
        </div>
      ))}
    </div>
  );
}
