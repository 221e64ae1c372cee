/** What has just happened and can still be undone; what the program has not answered yet; what it refused. */
import { Button } from "@mantine/core";
import { useEffect, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { BookedPurchase, BookedRefund, CardState } from "../../../src/loyalty/contract.ts";
import { sayCardNumber } from "../../../src/kernel/language.ts";
import { Key } from "../../components/Key.tsx";
import { sayDay, type Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { useMoney } from "../../language/words.ts";
import { isKeyInSum, isTyping, latin } from "../../shell/shortcuts.ts";
import { undoPurchase, undoTopUp } from "./acts.ts";
import styles from "./Notes.module.css";
import { isOpen, type Entry } from "./outbox.ts";
import { useRefusal } from "./refusal.ts";
import { useOutbox } from "./use-outbox.ts";

export function Notes({ today, currency }: { today: Day; currency: string }) {
  const { t } = useTranslation();
  const { entries, retryNow } = useOutbox();
  useUndoKey();
  const away = entries.filter(({ state }) => state === "away");
  const last = lastStep(entries);
  return (
    <div className={styles.notes} role="region" aria-label={t("desk.notes")} aria-live="polite">
      {away.some(({ attempts }) => attempts > 0) && (
        <div className={styles.note} data-tone="stop" role="alert">
          <span>
            <b>{t("desk.away")}</b> {t("desk.away.about")}
          </span>
          <Button onClick={retryNow}>{t("desk.away.retry")}</Button>
        </div>
      )}
      {entries.map((entry) => (
        <Note
          key={entry.command.key}
          entry={entry}
          undoKey={entry === last && <Key>U</Key>}
          today={today}
          currency={currency}
        />
      ))}
    </div>
  );
}

function Note(props: {
  entry: Entry;
  /** Stands on the button of what U takes back. */
  undoKey: ReactNode;
  today: Day;
  currency: string;
}) {
  const { t } = useTranslation();
  const { retryNow, forget, takeBack, put } = useOutbox();
  const refusal = useRefusal();
  const { entry, undoKey } = props;
  const said = useDone(props.today, props.currency);
  const { command, state } = entry;
  const what = t(`desk.doing.${command.doing}`, command.words);
  if (state === "held")
    return (
      <div className={styles.note} role="status">
        <span>{t("desk.held", { what })}</span>
        <Button onClick={() => takeBack(command.key)} rightSection={undoKey}>
          {t("desk.undo")}
        </Button>
        <i className={styles.time} aria-hidden />
      </div>
    );
  if (state === "refused")
    return (
      <div className={styles.note} data-tone="stop" role="alert">
        <span>
          <b>{t("desk.refused", { what })}</b> {refusal(entry)}
        </span>
        <Button onClick={() => forget(command.key)}>{t("desk.understood")}</Button>
      </div>
    );
  if (state === "signed-out")
    return (
      <div className={styles.note} data-tone="stop" role="alert">
        <span>
          <b>{t("desk.notYet", { what })}</b> {t("desk.signedOut")}
        </span>
        <Button onClick={retryNow}>{t("desk.away.retry")}</Button>
      </div>
    );
  if (isOpen(entry)) {
    // A glance is not worth a word.
    if (entry.attempts <= 1 && state === "sending") return null;
    return (
      <div className={styles.note}>
        <span>{t("desk.notYet", { what })}</span>
        <Button variant="subtle" onClick={() => forget(command.key)}>
          {t("desk.giveUp")}
        </Button>
      </div>
    );
  }
  const undo = undoOf(entry);
  return (
    <div className={styles.note} data-tone="good" role="status">
      <span>{said(entry)}</span>
      {undo ? (
        <Button
          rightSection={undoKey}
          onClick={() => {
            put(undo);
            forget(command.key);
          }}
        >
          {t("desk.undo")}
        </Button>
      ) : (
        <span />
      )}
      {undo && <i className={styles.time} aria-hidden />}
    </div>
  );
}

/** U takes the last step back, where no words are typed. */
function useUndoKey(): void {
  const { entries, takeBack, put, forget } = useOutbox();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event) && !isKeyInSum(event)) return;
      if (event.ctrlKey || event.metaKey || event.altKey || latin(event) !== "u") return;
      const last = lastStep(entries);
      if (!last) return;
      event.preventDefault();
      if (last.state === "held") return takeBack(last.command.key);
      const undo = undoOf(last);
      if (!undo) return;
      put(undo);
      forget(last.command.key);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  });
}

const lastStep = (entries: readonly Entry[]): Entry | undefined =>
  entries.findLast((entry) => entry.state === "held" || undoOf(entry) !== undefined);

/** What the domain can reverse. */
function undoOf({ command, answer, state }: Entry) {
  if (state !== "done") return undefined;
  if (command.doing === "purchase") return undoPurchase(command, (answer as BookedPurchase).purchase);
  if (command.doing === "topUp") return undoTopUp(command);
  return undefined;
}

function useDone(today: Day, currency: string): (entry: Entry) => string {
  const { t } = useTranslation();
  const language = useLanguage();
  const money = useMoney(currency);
  const through = (card: CardState) => sayDay(language, card.validThrough, today);
  return ({ command: { doing, words }, answer }) => {
    switch (doing) {
      case "present":
        return t("desk.done.present", { ...words, day: through(answer as CardState) });
      case "purchase": {
        const { earned, card } = answer as BookedPurchase;
        return t("desk.done.purchase", { ...words, earned: money(earned), day: through(card) });
      }
      case "sale":
        return t("desk.done.sale", { ...words, number: sayCardNumber((answer as CardState).card) });
      case "undoPurchase":
      case "refund": {
        const { cash } = answer as BookedRefund;
        return t(`desk.done.${doing}`, { ...words, cash: money(cash) });
      }
      case "replace":
        return t("desk.done.replace", { ...words, number: sayCardNumber((answer as CardState).card) });
      case "topUp":
      case "undoTopUp":
      case "gift":
      case "newCard":
      case "renewal":
      case "statement":
      case "newcomer":
      case "fact":
        return t(`desk.done.${doing}`, words);
    }
  };
}
