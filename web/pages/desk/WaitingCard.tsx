/** A renewed card on its way: the next step of it, and the order taken back. */
import { Button } from "@mantine/core";
import { IconCreditCard } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Visitor } from "../../../src/reports/visitor-contract.ts";
import { sayCardNumber } from "../../../src/kernel/language.ts";
import { sayDay, type Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { handOutCard, moveRenewal, type Who } from "./acts.ts";
import { CardNumberField, useCardNumber } from "./CardNumberField.tsx";
import styles from "./Desk.module.css";
import visit from "./Visitor.module.css";
import type { DeskPlace } from "./place.ts";
import { Give, useTold, Waiting } from "./Waiting.tsx";

type WaitingCardFacts = Visitor["waiting"]["cards"][number];
type OnCard = Who & { card: string };

export function WaitingCard(props: { who: OnCard; card: WaitingCardFacts; place: DeskPlace; today: Day }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { who, card, place, today } = props;
  const elsewhere = !card.office || card.office.id === place.office?.id ? undefined : card.office.name;
  const what = card.number
    ? t("desk.waits.card", { number: sayCardNumber(card.number) })
    : t("desk.waits.card.instead", { number: sayCardNumber(card.card) });
  const about = t(`desk.waits.card.${card.state}`, { day: sayDay(language, card.since, today) });
  return (
    <Waiting
      icon={<IconCreditCard size={20} aria-hidden />}
      what={what}
      about={elsewhere === undefined ? about : t("desk.waits.card.for", { about, office: elsewhere })}
      elsewhere={card.state === "arrived" ? elsewhere : undefined}
      below={<Steps who={who} card={card} place={place} />}
    >
      {card.state === "arrived" && <Give what={what} act={handOutCard(who, card.card)} />}
    </Waiting>
  );
}

function Steps({ who, card, place }: { who: OnCard; card: WaitingCardFacts; place: DeskPlace }) {
  const { t } = useTranslation();
  const { isTold, tell } = useTold();
  const [making, setMaking] = useState(false);
  const { office } = place;
  const cancel = moveRenewal(who, { to: "cancelled" }, t("desk.renewal.said.cancelled"));
  const arrive = moveRenewal(who, { to: "arrived" }, t("desk.renewal.said.arrived"));
  const here =
    office &&
    moveRenewal(
      who,
      { to: "office_chosen", office: office.id },
      t("desk.renewal.said.office_chosen", { office: office.name }),
    );
  const isElsewhere = card.office?.id !== office?.id;
  const told = [cancel, arrive, ...(here ? [here] : [])].some(isTold);
  if (told) return <span className={visit.steps}>{t("desk.waits.noted")}</span>;
  const canMoveHere = card.state === "asked" || (card.state === "office_chosen" && isElsewhere);
  return (
    <div className={visit.steps}>
      {here && canMoveHere && <Button onClick={() => tell(here)}>{t("desk.renewal.here")}</Button>}
      {card.state === "office_chosen" && (
        <Button aria-expanded={making} onClick={() => setMaking(!making)}>
          {t("desk.renewal.make")}
        </Button>
      )}
      {card.state === "made" && !isElsewhere && (
        <Button onClick={() => tell(arrive)}>{t("desk.renewal.arrived")}</Button>
      )}
      <Button variant="subtle" onClick={() => tell(cancel)}>
        {t("desk.renewal.cancel")}
      </Button>
      {making && card.state === "office_chosen" && <Made who={who} onDone={() => setMaking(false)} />}
    </div>
  );
}

/** The number that is printed on it, or the next of the office's. */
function Made({ who, onDone }: { who: OnCard; onDone: () => void }) {
  const { t } = useTranslation();
  const { tell } = useTold();
  const number = useCardNumber();
  return (
    <form
      className={`${styles.inline} ${visit.made}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (number.isWrong) return;
        tell(moveRenewal(who, { to: "made", ...number.printed }, t("desk.renewal.said.made")));
        onDone();
      }}
    >
      <CardNumberField of={number} isFirst />
      <Button type="submit" disabled={number.isWrong}>
        {t("desk.renewal.made")}
      </Button>
    </form>
  );
}
