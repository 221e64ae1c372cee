/** What to ask this visitor: the facts that are missing, what is worth most first; the answer goes where it belongs. */
import { useTranslation } from "react-i18next";
import { useAttributes } from "../../api/resources.ts";
import type { Visitor } from "../../../src/reports/visitor-contract.ts";
import type { Day } from "../../language/days.ts";
import type { Who } from "./acts.ts";
import { AnswerField } from "./AnswerField.tsx";
import styles from "./Desk.module.css";
import visit from "./Visitor.module.css";
import type { DeskPlace } from "./place.ts";
import { useOutbox } from "./use-outbox.ts";

const shown = 3;
const trip = "planned_trip";

export function Ask(props: { visitor: Visitor; place: DeskPlace; today: Day }) {
  const { t } = useTranslation();
  const { visitor, place, today } = props;
  const { entries } = useOutbox();
  const attributes = useAttributes().data?.attributes ?? [];
  const { completeness, waiting, client, name } = visitor;
  if (!completeness) return null;
  const who: Who = { client, name };
  // Whoever comes for a gift or a card has a minute for the next trip.
  const handsOver =
    waiting.gifts.length + waiting.cards.length > 0 ||
    entries.some(
      ({ command }) => command.client === client && (command.doing === "gift" || command.doing === "newCard"),
    );
  const missing = completeness.missing.toSorted(
    (a, b) => Number(handsOver && b.fact === trip) - Number(handsOver && a.fact === trip),
  );
  return (
    <section className={visit.ask} aria-labelledby="desk-ask">
      <h2 id="desk-ask">
        {t("desk.ask")}{" "}
        <span className={styles.aside}>{t("known.percent", { percent: completeness.percent })}</span>
      </h2>
      {missing.length === 0 && <p className={styles.hint}>{t("known.whole")}</p>}
      <ul>
        {missing.slice(0, shown).map((question) => (
          <li key={question.fact} className={visit.question}>
            {handsOver && question.fact === trip && <p className={styles.hint}>{t("desk.ask.meanwhile")}</p>}
            <AnswerField
              who={who}
              question={question}
              attributes={attributes}
              office={place.office}
              today={today}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
