/** A day back, today, a day ahead, as addresses. */
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { addDays, type Day } from "../language/days.ts";
import { keyTarget } from "../shell/shortcuts.ts";
import { ButtonLink } from "./ButtonLink.tsx";
import styles from "./DayStepper.module.css";

export function DayStepper({ on, today }: { on: Day; today: Day }) {
  const { t } = useTranslation();
  const to = (day: Day) => (before: object) => ({ ...before, on: day === today ? undefined : day });
  return (
    <div className={styles.stepper}>
      <ButtonLink
        to="."
        search={to(addDays(on, -1))}
        className={styles.step}
        aria-label={t("day.previous")}
        title={t("day.previous")}
        {...keyTarget("previous")}
      >
        <IconChevronLeft size={16} aria-hidden />
      </ButtonLink>
      <ButtonLink to="." search={to(today)} className={styles.today}>
        {t("day.today")}
      </ButtonLink>
      <ButtonLink
        to="."
        search={to(addDays(on, 1))}
        className={styles.step}
        aria-label={t("day.next")}
        title={t("day.next")}
        {...keyTarget("next")}
      >
        <IconChevronRight size={16} aria-hidden />
      </ButtonLink>
    </div>
  );
}
