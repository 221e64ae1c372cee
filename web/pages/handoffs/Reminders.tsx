/** One's own reminders: the day, for whom, what about; on its day a call, unless etiquette says not now. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "../../components/ButtonLink.tsx";
import { sayDay } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import styles from "./HandoffsPage.module.css";
import { useReminders } from "./resources.ts";

const callable = ["planned", "due", "queued"];

export function Reminders() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data } = useReminders();
  if (!data || data.reminders.length === 0) return null;
  return (
    <section className={styles.part} aria-labelledby="reminders">
      <h2 id="reminders">{t("reminders.title")}</h2>
      <ul className={styles.reminders}>
        {data.reminders.map(({ id, client, name, on, words, touch, state, why }) => (
          <li key={id}>
            <span className={styles.small}>{sayDay(language, on, data.today)}</span>
            <span>
              <Link to="/clients/$id" params={{ id: client }} className={styles.name}>
                {name}
              </Link>
              {`: ${words}`}
              {why && <span className={styles.small}>{` · ${t("reminders.held", { why })}`}</span>}
            </span>
            {touch && state && callable.includes(state) && (
              <ButtonLink size="xs" to="/calls/now" search={{ touch }}>
                {t("reminders.call")}
              </ButtonLink>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
