/** A purchase with the card, or the card shown without one. Everything it comes to is said while the price is typed. */
import { Button } from "@mantine/core";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Card } from "../../../src/reports/client-contract.ts";
import { useDraft } from "../../api/draft.ts";
import { useDesk } from "../../api/resources.ts";
import type { Day } from "../../language/days.ts";
import { useMoney } from "../../language/words.ts";
import { present, purchase } from "./acts.ts";
import { bearerOf, theOwner, type Bearer } from "./bearer.ts";
import { BearerChoice } from "./BearerChoice.tsx";
import styles from "./Desk.module.css";
import visit from "./Visitor.module.css";
import { QuoteView } from "./QuoteView.tsx";
import { useRefusal } from "./refusal.ts";
import { SumFields } from "./SumFields.tsx";
import { useGivenBack, useOutbox } from "./use-outbox.ts";
import { useQuote, type Typed } from "./use-quote.ts";

interface Draft extends Typed {
  bearer: Bearer;
}

const empty: Draft = { price: "", redeem: "", deposit: "", bearer: theOwner };

export function Purchase(props: {
  client: string;
  name: string;
  address: string;
  card: Card;
  office: string | undefined;
  today: Day;
  currency: string;
  /** A card was scanned where a price was expected. */
  onScan: (number: string) => void;
}) {
  const { t } = useTranslation();
  const money = useMoney(props.currency);
  const { client, name, card, office, today } = props;
  const wording = useDesk().data?.wording;
  const { entries, put, isBusy } = useOutbox();
  const [draft, setDraft] = useDraft<Draft>(`purchase ${client}`, { empty, today });
  const quoted = useQuote(card.number, draft, { deposit: card.deposit });
  const { quote, body } = quoted;
  const refusal = useRefusal();
  const price = useRef<HTMLInputElement>(null);
  const bearer = bearerOf(draft.bearer, wording);
  const busy = isBusy(client);
  const on = { client, name, card: card.number, office };
  useGivenBack({
    of: (command) => command.client === client,
    isEmpty: JSON.stringify(draft) === JSON.stringify(empty),
    give: (typed) => setDraft(typed as Draft),
  });
  const wrongPhone = entries.some(
    ({ command, state, field }) =>
      command.client === client && state === "refused" && field?.endsWith("phone") === true,
  );
  const book = () => {
    if (!quote || !body || !bearer || busy) return;
    const sum = money(body.price);
    const bought = { key: quote.idempotencyKey, sum, body: { ...body, ...bearer } };
    put({ ...purchase(on, bought), typed: draft });
    quoted.used();
    setDraft(empty);
    price.current?.focus();
  };
  const change = (part: Partial<Typed>) => setDraft({ ...draft, ...part });
  return (
    <section className={visit.purchase} aria-labelledby="desk-purchase">
      <h2 id="desk-purchase">{t("desk.purchase")}</h2>
      <BearerChoice
        owner={props.address}
        bearer={draft.bearer}
        onChange={(changed) => setDraft({ ...draft, bearer: changed })}
        wrongPhone={wrongPhone}
      />
      <form
        className={visit.sums}
        onSubmit={(event) => {
          event.preventDefault();
          book();
        }}
      >
        <SumFields
          price={price}
          typed={draft}
          quoted={quoted}
          deposit={card.deposit}
          currency={props.currency}
          onChange={change}
          onScan={props.onScan}
          key={card.number}
        />
        <QuoteView
          quote={quote}
          typed={draft.price.trim() !== ""}
          deposit={card.deposit !== "0.00"}
          today={today}
          currency={props.currency}
        />
        {quoted.refused && (
          <p className={visit.refused} role="alert">
            {refusal(quoted.refused)}
          </p>
        )}
        <div className={styles.buttons}>
          <Button type="submit" variant="filled" disabled={!quote || !bearer || busy}>
            {quote ? t("desk.purchase.do", { sum: money(quote.paid) }) : t("desk.purchase.doNothing")}
          </Button>
          <Button
            disabled={!bearer || busy || card.state !== "active"}
            onClick={() => {
              if (!bearer) return;
              put({ ...present(on, bearer), typed: draft });
              setDraft(empty);
            }}
          >
            {t("desk.present.do")}
          </Button>
          {busy && <span className={styles.hint}>{t("desk.busy")}</span>}
        </div>
      </form>
    </section>
  );
}
