/** The number that was scanned is not the one the card goes by: said before anything is done with it. */
import { useTranslation } from "react-i18next";
import type { Visitor } from "../../../src/reports/visitor-contract.ts";
import { sayCardNumber } from "../../../src/kernel/language.ts";
import { sayDay, type Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import visit from "./Visitor.module.css";

export function AskedCard(props: { number: string | undefined; visitor: Visitor; today: Day }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { number, visitor } = props;
  if (number === undefined || visitor.cards.some((card) => card.number === number)) return null;
  const waiting = visitor.waiting.cards.find((card) => card.number === number);
  return (
    <p className={visit.known} role="status">
      {waiting
        ? t("desk.asked.waiting", {
            number: sayCardNumber(number),
            day: sayDay(language, waiting.since, props.today),
          })
        : t("desk.asked.replaced", { number: sayCardNumber(number) })}
    </p>
  );
}
