/** The last purchases, and what is left of each to take back. */
import { Button, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RefundQuote } from "../../../src/loyalty/contract.ts";
import type { VisitorPurchase } from "../../../src/reports/visitor-contract.ts";
import { change } from "../../api/fetch.ts";
import { sayDay, type Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { useMoney } from "../../language/words.ts";
import { refund, type Who } from "./acts.ts";
import styles from "./Desk.module.css";
import visit from "./Visitor.module.css";
import { typedFirst } from "./keyboard.ts";
import { decimalOf, kopecksOf, readSum, typedSum } from "./sums.ts";
import { useOutbox } from "./use-outbox.ts";

export function Purchases(props: {
  who: Who;
  purchases: readonly VisitorPurchase[];
  today: Day;
  currency: string;
}) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<string>();
  const { purchases, who, today, currency } = props;
  return (
    <section className={visit.purchases} aria-labelledby="desk-purchases">
      <h2 id="desk-purchases">{t("desk.purchases")}</h2>
      {purchases.length === 0 && <p className={styles.hint}>{t("desk.purchases.none")}</p>}
      <ul>
        {purchases.map((one) => (
          <li key={one.id} className={visit.bought}>
            <Bought
              purchase={one}
              today={today}
              currency={currency}
              open={open === one.id}
              onToggle={() => setOpen(open === one.id ? undefined : one.id)}
            />
            {open === one.id && (
              <Refund who={who} purchase={one} currency={currency} onDone={() => setOpen(undefined)} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

const leftOf = ({ price, refunded }: VisitorPurchase): bigint => kopecksOf(price) - kopecksOf(refunded);

function Bought(props: {
  purchase: VisitorPurchase;
  today: Day;
  currency: string;
  open: boolean;
  onToggle: () => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const money = useMoney(props.currency);
  const { purchase: one, today } = props;
  const parts = [
    t("desk.purchases.paid", { sum: money(one.paid) }),
    one.redeemed !== "0.00" && t("desk.purchases.redeemed", { sum: money(one.redeemed) }),
    one.earned !== "0.00" && t("desk.purchases.earned", { sum: money(one.earned) }),
    one.refunded !== "0.00" && t("desk.purchases.refunded", { sum: money(one.refunded) }),
  ];
  return (
    <div className={visit.boughtRow}>
      <span className={visit.boughtDay}>{sayDay(language, one.on, today)}</span>
      <span className={visit.boughtWhat}>
        <b>{money(one.price)}</b>
        {one.office && `, ${one.office}`}
        <span className={styles.hint}>{parts.filter(Boolean).join(" · ")}</span>
      </span>
      {leftOf(one) > 0n ? (
        <Button
          aria-expanded={props.open}
          aria-label={t("desk.refund.of", { sum: money(one.price), day: sayDay(language, one.on, today) })}
          onClick={props.onToggle}
        >
          {t("desk.refund")}
        </Button>
      ) : (
        <span className={styles.hint}>{t("desk.refund.whole")}</span>
      )}
    </div>
  );
}

function Refund(props: { who: Who; purchase: VisitorPurchase; currency: string; onDone: () => void }) {
  const { t } = useTranslation();
  const money = useMoney(props.currency);
  const { put } = useOutbox();
  const { purchase: one } = props;
  const left = leftOf(one);
  const [typed, setTyped] = useState(typedSum(decimalOf(left)));
  const price = readSum(typed);
  const sum = price === undefined ? undefined : kopecksOf(price);
  const right = sum !== undefined && sum > 0n && sum <= left;
  const shares = useRefundQuote(one, right ? price : undefined);
  return (
    <form
      className={styles.panel}
      onSubmit={(event) => {
        event.preventDefault();
        if (!right || price === undefined) return;
        const back = { card: one.card, purchase: one.id, price, sum: money(price) };
        put(refund(props.who, back), { held: true });
        props.onDone();
      }}
    >
      <div className={styles.inline}>
        <TextInput
          label={t("desk.refund.sum")}
          inputMode="decimal"
          autoComplete="off"
          value={typed}
          error={!right && t("desk.refund.wrong", { sum: money(decimalOf(left)) })}
          onChange={({ currentTarget: { value } }) => setTyped(value)}
          ref={typedFirst}
        />
        <Button type="submit" disabled={!right}>
          {t("desk.refund.do", { sum: money(price ?? "0.00") })}
        </Button>
      </div>
      <p aria-live="polite">
        {shares &&
          [
            t("desk.refund.cash", { sum: money(shares.cash) }),
            shares.deposit !== "0.00" && t("desk.refund.deposit", { sum: money(shares.deposit) }),
            shares.redeemed !== "0.00" && t("desk.refund.redeemed", { sum: money(shares.redeemed) }),
            shares.earned !== "0.00" && t("desk.refund.earned", { sum: money(shares.earned) }),
          ]
            .filter(Boolean)
            .join(" · ")}
      </p>
      <p className={styles.hint}>{t("desk.refund.about")}</p>
    </form>
  );
}

/** What taking so much back would give and take; undefined while it is not known. */
function useRefundQuote(one: VisitorPurchase, price: string | undefined): RefundQuote | undefined {
  const language = useLanguage();
  const [asked] = useDebouncedValue(price, 150);
  const { data } = useQuery({
    queryKey: ["refund-quote", one.card, one.id, one.refunded, asked, language],
    enabled: asked !== undefined,
    queryFn: () =>
      change<RefundQuote>("POST", `/cards/${one.card}/refund-quotes`, {
        language,
        body: { purchase: one.id, price: asked },
      }),
  });
  return asked === price ? data : undefined;
}
