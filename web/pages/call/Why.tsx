/** Why now, in one sentence; what else there is to say in the same conversation; and what was said last. */
import { useTranslation } from "react-i18next";
import type { Business } from "../../../src/business/contract.ts";
import { Chip } from "../../components/Chip.tsx";
import { dayOf, sayDay, sayMoment } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import type { Screen } from "./use-call.ts";
import styles from "./Why.module.css";

export function Why({ screen, business }: { screen: Screen; business: Business }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { call, reasons, page, lastTalk } = screen;
  const [main, ...along] = reasons;
  const burning = main?.occasion.kind === "bonus-burn";
  const card = page.cards.find(({ state, balance }) => state === "active" && balance !== "0.00");
  const { zone } = page.profile.localZone;
  const notes = [
    call.callBackAt && t("call.promised", { time: sayMoment(language, call.callBackAt, zone, page.today) }),
    call.attempt > 1 && t("call.attempt", { count: call.attempt }),
    burning && card?.whyThisDate,
  ].filter(Boolean);
  return (
    <>
      <div className={styles.why} data-burning={burning}>
        <p className={styles.sentence}>{main?.occasion.text}</p>
        {notes.length > 0 && <p className={styles.note}>{notes.join(" ")}</p>}
      </div>
      {along.length > 0 && (
        <p className={styles.along}>
          {along.map(({ touch, occasion }) => (
            <Chip key={touch} tone={occasion.kind === "bonus-burn" ? "ember" : "plain"}>
              {occasion.text}
            </Chip>
          ))}
          <span className={styles.small}>{t("call.along")}</span>
        </p>
      )}
      {lastTalk && (
        <blockquote className={styles.last}>
          <span className={styles.small}>
            {[sayDay(language, dayOf(lastTalk.at, business.zone), page.today), lastTalk.by]
              .filter(Boolean)
              .join(", ")}
          </span>
          <p>{lastTalk.words}</p>
        </blockquote>
      )}
    </>
  );
}
