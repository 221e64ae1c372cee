/** What else is done with a card: its deposit is topped up, it is renewed or, lost, replaced; another one is sold. */
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Card } from "../../../src/reports/client-contract.ts";
import { useMoney } from "../../language/words.ts";
import { topUp, type Who } from "./acts.ts";
import styles from "./Desk.module.css";
import visit from "./Visitor.module.css";
import { typedFirst } from "./keyboard.ts";
import { RenewCard } from "./RenewCard.tsx";
import { ReplaceCard } from "./ReplaceCard.tsx";
import { SellCard } from "./SellCard.tsx";
import type { DeskPlace } from "./place.ts";
import { readSum } from "./sums.ts";
import { useOutbox } from "./use-outbox.ts";

type Act = "topUp" | "sell" | "renew" | "replace";

export function CardActs(props: {
  who: Who;
  card: Card | undefined;
  /** Its renewal is under way. */
  isOrdered: boolean;
  place: DeskPlace;
  currency: string;
}) {
  const { t } = useTranslation();
  const { who, card, place, currency } = props;
  const [open, setOpen] = useState<Act>();
  const toggle = (act: Act) => setOpen(open === act ? undefined : act);
  const close = () => setOpen(undefined);
  const canRenew = (card?.state === "active" || card?.state === "expired") && !props.isOrdered;
  const canReplace = card?.state === "active" || card?.state === "blocked";
  return (
    <section className={visit.acts} aria-label={t("desk.acts")}>
      <div className={styles.buttons}>
        {card?.state === "active" && (
          <Button aria-expanded={open === "topUp"} onClick={() => toggle("topUp")}>
            {t("desk.topUp")}
          </Button>
        )}
        {canRenew && (
          <Button aria-expanded={open === "renew"} onClick={() => toggle("renew")}>
            {t("desk.renew")}
          </Button>
        )}
        {canReplace && (
          <Button aria-expanded={open === "replace"} onClick={() => toggle("replace")}>
            {t("desk.replace")}
          </Button>
        )}
        <Button aria-expanded={open === "sell"} onClick={() => toggle("sell")}>
          {card ? t("desk.sellAnother") : t("desk.sell")}
        </Button>
      </div>
      {open === "topUp" && card && <TopUp who={who} card={card} currency={currency} onDone={close} />}
      {open === "renew" && card && canRenew && (
        <RenewCard who={{ ...who, card: card.number }} place={place} onDone={close} />
      )}
      {open === "replace" && card && canReplace && (
        <ReplaceCard who={{ ...who, card: card.number }} place={place} onDone={close} />
      )}
      {open === "sell" && <SellCard who={who} place={place} currency={currency} onDone={close} />}
    </section>
  );
}

function TopUp(props: { who: Who; card: Card; currency: string; onDone: () => void }) {
  const { t } = useTranslation();
  const money = useMoney(props.currency);
  const { put } = useOutbox();
  const [typed, setTyped] = useState("");
  const amount = readSum(typed);
  const some = amount !== undefined && amount !== "0.00";
  return (
    <form
      className={styles.panel}
      onSubmit={(event) => {
        event.preventDefault();
        if (!some) return;
        put(topUp({ ...props.who, card: props.card.number }, { amount, sum: money(amount) }));
        props.onDone();
      }}
    >
      <p className={styles.hint}>{t("desk.topUp.about")}</p>
      <div className={styles.inline}>
        <TextInput
          label={t("desk.topUp.sum")}
          inputMode="decimal"
          autoComplete="off"
          value={typed}
          error={typed.trim() !== "" && !some && t("desk.price.wrong")}
          onChange={({ currentTarget: { value } }) => setTyped(value)}
          ref={typedFirst}
        />
        <Button type="submit" disabled={!some}>
          {some ? t("desk.topUp.do", { sum: money(amount) }) : t("desk.topUp.doNothing")}
        </Button>
      </div>
    </form>
  );
}
