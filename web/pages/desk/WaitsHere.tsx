/** What lies ready for this visitor: a gift, a renewed card, the statement of the month that is over. */
import { Button } from "@mantine/core";
import { IconCreditCard, IconFileText, IconGift } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Visitor } from "../../../src/reports/visitor-contract.ts";
import { sayCardNumber } from "../../components/card-number.ts";
import { sayDay, sayMonthName, type Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { handOutCard, handOutGift, handOutStatement } from "./acts.ts";
import styles from "./Desk.module.css";
import visit from "./Visitor.module.css";
import type { DeskPlace } from "./place.ts";
import { useOutbox, type Command } from "./use-outbox.ts";

export function WaitsHere({ visitor, place, today }: { visitor: Visitor; place: DeskPlace; today: Day }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { client, name, waiting } = visitor;
  const who = { client, name };
  const here = place.office?.id;
  const some = waiting.gifts.length + waiting.cards.length + waiting.statements.length > 0;
  return (
    <section className={visit.waits} aria-labelledby="desk-waits">
      <h2 id="desk-waits">{t("desk.waits")}</h2>
      {!some && <p className={styles.hint}>{t("desk.waits.none")}</p>}
      <ul>
        {waiting.gifts.map((gift) => (
          <Waiting
            key={gift.reservation}
            icon={<IconGift size={20} aria-hidden />}
            what={gift.name}
            about={t("desk.waits.since", { day: sayDay(language, gift.reservedOn, today) })}
            elsewhere={gift.office.id === here ? undefined : gift.office.name}
            act={handOutGift(who, gift)}
          />
        ))}
        {waiting.cards.map((card) => (
          <Waiting
            key={card.card}
            icon={<IconCreditCard size={20} aria-hidden />}
            what={t("desk.waits.card", { number: sayCardNumber(card.number ?? card.card) })}
            about={t(`desk.waits.card.${card.state}`, { day: sayDay(language, card.since, today) })}
            elsewhere={!card.office || card.office.id === here ? undefined : card.office.name}
            act={card.state === "arrived" ? handOutCard(who, card.card) : undefined}
          />
        ))}
        {waiting.statements.map(({ card, month, office }) => (
          <Waiting
            key={card + month}
            icon={<IconFileText size={20} aria-hidden />}
            what={t("desk.waits.statement", { month: sayMonthName(language, month) })}
            about={
              <>
                {office && office.id !== here && `${t("desk.waits.statementAt", { office: office.name })} `}
                <a
                  href={`/api/v1/cards/${card}/statements/${month}.pdf?lang=${language}`}
                  target="_blank"
                  rel="noreferrer"
                  className={styles.link}
                >
                  {t("desk.waits.print")}
                </a>
              </>
            }
            act={handOutStatement(
              { ...who, office: here },
              { card, month, said: sayMonthName(language, month) },
            )}
          />
        ))}
      </ul>
    </section>
  );
}

function Waiting(props: {
  icon: ReactNode;
  what: string;
  about: ReactNode;
  elsewhere?: string | undefined;
  act: Command | undefined;
}) {
  const { t } = useTranslation();
  const { entries, put } = useOutbox();
  const { act, elsewhere } = props;
  // The key differs, what is handed out is the same.
  const given = entries.find(({ command, state }) => command.path === act?.path && state !== "refused");
  return (
    <li className={visit.waiting}>
      {props.icon}
      <span className={visit.what}>
        <b>{props.what}</b>
        <span className={styles.hint}>
          {elsewhere === undefined ? props.about : t("desk.waits.elsewhere", { office: elsewhere })}
        </span>
      </span>
      {act &&
        (given ? (
          <span className={styles.hint}>{t("desk.waits.given")}</span>
        ) : (
          <Button
            aria-label={t("desk.waits.giveWhat", { what: props.what })}
            onClick={() => put(act, { held: true })}
          >
            {t("desk.waits.give")}
          </Button>
        ))}
    </li>
  );
}
