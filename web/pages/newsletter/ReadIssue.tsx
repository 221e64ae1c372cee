/** An issue that has gone out, or that whoever looks may not change: as it is read. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Issue } from "../../../src/newsletters/contract.ts";
import { writtenIn } from "../../../src/kernel/language.ts";
import { sayDay, type Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import styles from "./Newsletter.module.css";

export function ReadIssue({ issue, today }: { issue: Issue; today: Day }) {
  const { t } = useTranslation();
  const own = useLanguage();
  const { number, on, segment, subject, body, conditions, begun } = issue;
  const language = writtenIn(body, own);
  const whom = segment === null ? t("newsletter.everybody") : t("newsletter.segment", { name: segment });
  return (
    <section aria-label={t("newsletter.issue", { number })}>
      <p className={styles.about}>
        {t("newsletter.outOn", { day: sayDay(own, on, today), whom })}{" "}
        {begun && (
          <Link to="/touches" search={{ on, chain: "newsletter" }}>
            {t("newsletter.touches")}
          </Link>
        )}
      </p>
      <article className={styles.read}>
        <h2>{subject[language]}</h2>
        {body[language]}
        {conditions?.[language] && (
          <p className={styles.terms}>{t("newsletter.depends", { terms: conditions[language] })}</p>
        )}
      </article>
    </section>
  );
}
