/** A time at an office: a new one, or another instead of the one the call is about; kept with the call's outcome. */
import { useTranslation } from "react-i18next";
import type { CallReason, CallScreen } from "../../../src/reports/call-screen-contract.ts";
import { sayWeekday } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import type { Asking } from "./AskFact.tsx";
import type { AppointmentDraft } from "./draft.ts";
import { OfficeSelect } from "./OfficeSelect.tsx";
import styles from "./AskFact.module.css";

/** Nobody comes at an odd minute. */
const stepSeconds = 300;

export function AppointmentFields(props: {
  label: string;
  reason: CallReason;
  asking: Asking;
  screen: CallScreen;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { draft, change, profile } = props.asking;
  const { appointments, offices, page } = props.screen;
  const moved = appointments.find(({ id }) => id === props.reason.subject);
  const { appointment } = draft;
  const office = appointment.office || moved?.office || profile.homeOffice?.id || "";
  // The office that is shown before anybody has chosen one counts as soon as a day or a time is said.
  const set = (part: Partial<AppointmentDraft>) =>
    change((before) => ({ appointment: { ...before.appointment, office, ...part } }));
  const nameOf = (id: string) => offices.find((one) => one.id === id)?.name;
  return (
    <div className={styles.trip} role="group" aria-label={props.label}>
      {moved && (
        <span className={styles.caption}>
          {t("call.appointment.now", {
            when: [
              sayWeekday(language, moved.on, page.today).toLocaleLowerCase(),
              moved.time,
              nameOf(moved.office),
              moved.withWhom,
            ]
              .filter(Boolean)
              .join(", "),
          })}
        </span>
      )}
      <div className={styles.row}>
        <input
          className={`field ${styles.field} ${styles.day}`}
          type="date"
          aria-label={t("call.appointment.on")}
          min={page.today}
          value={appointment.on}
          onChange={({ target }) => set({ on: target.value })}
        />
        <input
          className={`field ${styles.field} ${styles.time}`}
          type="time"
          aria-label={t("call.appointment.time")}
          step={stepSeconds}
          value={appointment.time}
          onChange={({ target }) => set({ time: target.value })}
        />
        <OfficeSelect
          label={t("call.appointment.office")}
          offices={offices}
          value={office}
          onPick={(id) => set({ office: id })}
        />
      </div>
    </div>
  );
}
