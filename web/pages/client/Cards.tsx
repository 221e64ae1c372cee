/** The card: how much, when it burns, and why on that day. */
import { useTranslation } from "react-i18next";
import type { Card } from "../../../src/reports/client-contract.ts";
import { burnsSoon } from "../../components/burns-soon.ts";
import { Chip } from "../../components/Chip.tsx";
import { sayCardNumber } from "../../../src/kernel/language.ts";
import { Disclosure } from "../../components/Disclosure.tsx";
import { daysBetween, sayDay, type Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { useDistance, useMoney } from "../../language/words.ts";
import styles from "./Cards.module.css";
import { Section } from "./Section.tsx";

export function Cards(props: { cards: readonly Card[]; today: Day; currency: string }) {
  const { t } = useTranslation();
  if (props.cards.length === 0) return <Section title={t("clients.card")}>{t("client.noCard")}</Section>;
  return props.cards.map((card) => (
    <OneCard key={card.id} card={card} today={props.today} currency={props.currency} />
  ));
}

function OneCard({ card, today, currency }: { card: Card; today: Day; currency: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const money = useMoney(currency);
  const burnsOn = sayDay(language, card.burnsOn, today);
  return (
    <Section
      title={t("client.card", { number: sayCardNumber(card.number) })}
      aside={t(`client.card.state.${card.state}`)}
    >
      <div className={styles.balance}>{money(card.balance)}</div>
      {card.balance !== "0.00" && <Burning card={card} today={today} />}
      <div className={styles.line}>
        <BurnChip card={card} today={today} />
        <Disclosure label={t("client.card.why", { day: burnsOn })} quiet>
          <p className={styles.why} data-soon={burnsSoon(today, card.burnsOn)}>
            {card.whyThisDate}
          </p>
        </Disclosure>
      </div>
      {card.deposit !== "0.00" && <p>{t("client.card.deposit", { sum: money(card.deposit) })}</p>}
      <p className={styles.small}>
        {t("client.card.sold", { day: sayDay(language, card.soldOn, today) })}
        {card.soldAt && `, ${card.soldAt}`}
        {" · "}
        {t("client.card.expires", { day: sayDay(language, card.expiresOn, today) })}
      </p>
    </Section>
  );
}

/** How much of the time since the last presentation is over. */
function Burning({ card, today }: { card: Card; today: Day }) {
  const whole = Math.max(1, daysBetween(card.lastPresentedOn, card.burnsOn));
  const over = Math.min(whole, Math.max(0, daysBetween(card.lastPresentedOn, today)));
  return (
    <div className={styles.bar} data-soon={burnsSoon(today, card.burnsOn)} aria-hidden>
      <i style={{ width: `${(100 * over) / whole}%` }} />
    </div>
  );
}

function BurnChip({ card, today }: { card: Card; today: Day }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const distance = useDistance();
  const day = sayDay(language, card.burnsOn, today);
  if (daysBetween(today, card.burnsOn) <= 0) return <Chip>{t("client.card.burned", { day })}</Chip>;
  if (card.balance === "0.00") return <Chip>{t("client.card.nothing")}</Chip>;
  return (
    <Chip tone={burnsSoon(today, card.burnsOn) ? "ember" : "plain"}>
      {t("client.card.burns", { distance: distance(today, card.burnsOn) })}
    </Chip>
  );
}
