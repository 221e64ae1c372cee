/** What lies ready for this visitor: a gift, a renewed card, the statement of the month that is over. */
import { IconFileText, IconGift } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Visitor } from "../../../src/reports/visitor-contract.ts";
import { sayDay, sayMonthName, type Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { handOutGift, handOutStatement } from "./acts.ts";
import styles from "./Desk.module.css";
import visit from "./Visitor.module.css";
import type { DeskPlace } from "./place.ts";
import { Give, Waiting } from "./Waiting.tsx";
import { WaitingCard } from "./WaitingCard.tsx";

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
          >
            <Give what={gift.name} act={handOutGift(who, gift)} />
          </Waiting>
        ))}
        {waiting.cards.map((card) => (
          <WaitingCard
            key={card.card}
            who={{ ...who, card: card.card }}
            card={card}
            place={place}
            today={today}
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
          >
            <Give
              what={t("desk.waits.statement", { month: sayMonthName(language, month) })}
              act={handOutStatement(
                { ...who, office: here },
                { card, month, said: sayMonthName(language, month) },
              )}
            />
          </Waiting>
        ))}
      </ul>
    </section>
  );
}
