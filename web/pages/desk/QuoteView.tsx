/** What the purchase comes to. Its place is kept while nothing is typed, so that nothing moves. */
import { useTranslation } from "react-i18next";
import type { Quote } from "../../../src/loyalty/contract.ts";
import { sayDay, type Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { useMoney } from "../../language/words.ts";
import visit from "./Visitor.module.css";
import { decimalOf, kopecksOf } from "./sums.ts";

export function QuoteView(props: {
  quote: Quote | undefined;
  typed: boolean;
  /** Whether there is one. */
  deposit: boolean;
  today: Day;
  currency: string;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const money = useMoney(props.currency);
  const { quote } = props;
  const cash = quote && decimalOf(kopecksOf(quote.paid) - kopecksOf(quote.fromDeposit));
  const less = (sum: string) => (sum === "0.00" ? money(sum) : `−${money(sum)}`);
  const rows: { says: string; value: string | undefined; large?: true; good?: true }[] = [
    { says: t("desk.quote.discount"), value: quote && less(quote.discount) },
    { says: t("desk.quote.redeemed"), value: quote && less(quote.redeemed) },
    ...(props.deposit
      ? [{ says: t("desk.quote.fromDeposit"), value: quote && money(quote.fromDeposit) }]
      : []),
    { says: t("desk.quote.cash"), value: cash && money(cash), large: true },
    { says: t("desk.quote.earned"), value: quote && `+${money(quote.earned)}`, good: true },
    {
      says: t("desk.quote.validThrough"),
      value: quote && sayDay(language, quote.validThrough, props.today),
    },
  ];
  return (
    <dl className={visit.quote} aria-label={t("desk.quote")} aria-busy={props.typed && !quote}>
      {rows.map(({ says, value, large, good }) => (
        <div key={says} className={large ? visit.large : undefined}>
          <dt>{says}</dt>
          <dd className={good && quote ? visit.good : undefined}>{value ?? "—"}</dd>
        </div>
      ))}
    </dl>
  );
}
