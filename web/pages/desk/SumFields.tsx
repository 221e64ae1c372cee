/** The price, and which parts of it are paid with bonus and from the deposit. A card scanned in place of a price is noticed. */
import { Button, TextInput } from "@mantine/core";
import { useEffect, type ReactNode, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { useMoney } from "../../language/words.ts";
import visit from "./Visitor.module.css";
import { cardNumberIn, kopecksOf, typedSum } from "./sums.ts";
import type { Quoted, Typed } from "./use-quote.ts";

export function SumFields(props: {
  price: RefObject<HTMLInputElement | null>;
  typed: Typed;
  quoted: Quoted;
  /** What the deposit holds. */
  deposit: string;
  currency: string;
  onChange: (part: Partial<Typed>) => void;
  onScan: (number: string) => void;
}) {
  const { t } = useTranslation();
  const money = useMoney(props.currency);
  const { price, typed, quoted, deposit, currency, onChange, onScan } = props;
  const { wrong, redeemable } = quoted;
  useEffect(() => price.current?.focus(), [price]);
  return (
    <div className={visit.typed}>
      <TextInput
        ref={price}
        className={visit.price}
        label={t("desk.price")}
        inputMode="decimal"
        autoComplete="off"
        value={typed.price}
        error={wrong === "price" && t("desk.price.wrong")}
        onChange={({ currentTarget: { value } }) => {
          const scanned = cardNumberIn(value);
          if (scanned === undefined) return onChange({ price: value });
          onChange({ price: "" });
          onScan(scanned);
        }}
      />
      <Part
        label={t("desk.redeem")}
        value={typed.redeem}
        error={wrong === "redeem" && t("desk.redeem.wrong", { sum: money(redeemable ?? "0.00") })}
        most={redeemable}
        currency={currency}
        onChange={(redeem) => onChange({ redeem })}
      />
      {deposit !== "0.00" && (
        <Part
          label={t("desk.fromDeposit")}
          value={typed.deposit}
          error={wrong === "deposit" && t("desk.deposit.wrong", { sum: money(deposit) })}
          most={leastOf(quoted.quote?.paid ?? deposit, deposit)}
          currency={currency}
          onChange={(part) => onChange({ deposit: part })}
        />
      )}
    </div>
  );
}

const leastOf = (a: string, b: string): string => (kopecksOf(a) < kopecksOf(b) ? a : b);

/** A part of the sum by choice, and the most of it by one press. */
function Part(props: {
  label: string;
  value: string;
  error: string | false;
  most: string | undefined;
  currency: string;
  onChange: (value: string) => void;
}) {
  const { t } = useTranslation();
  const money = useMoney(props.currency);
  const { most } = props;
  const some = most !== undefined && !most.startsWith("-") && most !== "0.00";
  const withMost = (field: ReactNode) => (
    <div className={visit.part}>
      {field}
      <Button
        disabled={!some}
        aria-label={some ? `${props.label}: ${t("desk.most", { sum: money(most) })}` : undefined}
        onClick={() => props.onChange(typedSum(most ?? ""))}
      >
        {some ? t("desk.most", { sum: money(most) }) : t(most === undefined ? "desk.all" : "desk.nothing")}
      </Button>
    </div>
  );
  return (
    <TextInput
      label={props.label}
      inputMode="decimal"
      autoComplete="off"
      value={props.value}
      error={props.error}
      onChange={({ currentTarget: { value } }) => props.onChange(value)}
      inputContainer={withMost}
    />
  );
}
