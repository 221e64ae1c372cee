/** The card in the visitor's hand: the bonus in one large figure, through when and why, what burns, the deposit. */
import { useTranslation } from "react-i18next";
import type { Card } from "../../../src/reports/client-contract.ts";
import { burnsSoon } from "../../components/burns-soon.ts";
import { Chip } from "../../components/Chip.tsx";
import { sayCardNumber } from "../../../src/kernel/language.ts";
import { daysBetween, sayDay, type Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { useDistance, useMoney } from "../../language/words.ts";
import { CardQr } from "./CardQr.tsx";
import { Choice } from "./Choice.tsx";
import visit from "./Visitor.module.css";

export function CardHead(props: {
  cards: readonly Card[];
  card: Card;
  onChoose: (number: string) => void;
  today: Day;
  currency: string;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const money = useMoney(props.currency);
  const { cards, card, today } = props;
  return (
    <section className={visit.card} aria-labelledby="desk-card">
      <h2 id="desk-card" className={visit.label}>
        {t("client.card", { number: sayCardNumber(card.number) })}
        {card.state !== "active" && (
          <>
            {" "}
            <Chip tone="stop">{t(`client.card.state.${card.state}`)}</Chip>
          </>
        )}
      </h2>
      {cards.length > 1 && (
        <Choice
          label={t("desk.card.which")}
          options={cards.map(({ number, state }) => ({
            value: number,
            text: [sayCardNumber(number), state !== "active" && t(`client.card.state.${state}`)]
              .filter(Boolean)
              .join(", "),
          }))}
          chosen={card.number}
          onChoose={props.onChoose}
          quietLabel
        />
      )}
      <p className={visit.balance}>
        {money(card.balance)} <Burns card={card} today={today} />
      </p>
      <p className={visit.why}>{card.whyThisDate}</p>
      {card.deposit !== "0.00" && (
        <p className={visit.deposit}>{t("client.card.deposit", { sum: money(card.deposit) })}</p>
      )}
      <div className={visit.small}>
        {t("client.card.expires", { day: sayDay(language, card.expiresOn, today) })}
        {card.state === "active" && <CardQr number={card.number} />}
      </div>
    </section>
  );
}

/** Ember only for what burns soon. */
function Burns({ card, today }: { card: Card; today: Day }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const distance = useDistance();
  if (daysBetween(today, card.burnsOn) <= 0 || card.balance.startsWith("-") || card.balance === "0.00")
    return null;
  const day = sayDay(language, card.burnsOn, today);
  return (
    <Chip tone={burnsSoon(today, card.burnsOn) ? "ember" : "plain"}>
      {t("client.card.burns", { distance: distance(today, card.burnsOn) })}, {day}
    </Chip>
  );
}
