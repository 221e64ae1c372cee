/** What else is done with a card: its deposit is topped up, another one is sold. */
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Card } from "../../../src/reports/client-contract.ts";
import { useMoney } from "../../language/words.ts";
import { topUp, type Who } from "./acts.ts";
import styles from "./Desk.module.css";
import visit from "./Visitor.module.css";
import { typedFirst } from "./keyboard.ts";
import { SellCard } from "./SellCard.tsx";
import type { DeskPlace } from "./place.ts";
import { readSum } from "./sums.ts";
import { useOutbox } from "./use-outbox.ts";

export function CardActs(props: { who: Who; card: Card | undefined; place: DeskPlace; currency: string }) {
  const { t } = useTranslation();
  const { who, card, place, currency } = props;
  const [open, setOpen] = useState<"topUp" | "sell" | undefined>();
  const toggle = (act: "topUp" | "sell") => setOpen(open === act ? undefined : act);
  return (
    <section className={visit.acts} aria-label={t("desk.acts")}>
      <div className={styles.buttons}>
        {card?.state === "active" && (
          <Button aria-expanded={open === "topUp"} onClick={() => toggle("topUp")}>
            {t("desk.topUp")}
          </Button>
        )}
        <Button aria-expanded={open === "sell"} onClick={() => toggle("sell")}>
          {card ? t("desk.sellAnother") : t("desk.sell")}
        </Button>
      </div>
      {open === "topUp" && card && (
        <TopUp who={who} card={card} currency={currency} onDone={() => setOpen(undefined)} />
      )}
      {open === "sell" && (
        <SellCard who={who} place={place} currency={currency} onDone={() => setOpen(undefined)} />
      )}
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
