/** Demands that are not carried out yet; what is overdue stands out. Nothing where there are none. */
import { Link } from "@tanstack/react-router";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { useDemands } from "../../api/resources.ts";
import { sayDay, type Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { useDistance } from "../../language/words.ts";
import styles from "./Demands.module.css";

export function Demands({ today }: { today: Day }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const distance = useDistance();
  const id = useId();
  const demands = useDemands().data?.demands ?? [];
  if (demands.length === 0) return null;
  return (
    <section className={styles.demands} aria-labelledby={id}>
      <h2 id={id} className={styles.title}>
        {t("demands.title", { count: demands.length })}
      </h2>
      <ul>
        {demands.map(({ id: demand, client, name, kind, dueOn, overdue, sharing }) => {
          const how = distance(today, dueOn);
          return (
            <li key={demand} className={styles.demand}>
              <Link to="/clients/$id" params={{ id: client }} className={styles.name}>
                {name || t("client.nameless")}
              </Link>
              <span>{t(`demands.${kind}`)}</span>
              <span className={overdue ? styles.overdue : styles.due}>
                {overdue
                  ? t("demands.overdue", { distance: how })
                  : t("demands.by", { day: sayDay(language, dueOn, today), distance: how })}
              </span>
              {sharing.length > 0 && (
                <span className={styles.sharing}>
                  {t("demands.sharing", { count: sharing.length })}{" "}
                  {sharing.map((other) => (
                    <Link
                      key={other.client}
                      to="/clients/$id"
                      params={{ id: other.client }}
                      className={styles.name}
                    >
                      {other.name || t("client.nameless")}
                    </Link>
                  ))}
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
