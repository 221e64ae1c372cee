/** When and where the client means to go next: a month or a season by a chip, or a day; kept as a plan, not as text. */
import { useTranslation } from "react-i18next";
import { isDay, sayMonthName, seasonOf, type Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { PickOne } from "./Choices.tsx";
import type { ChangeDraft, Draft, TripDraft } from "./draft.ts";
import styles from "./AskFact.module.css";

const monthsShown = 5;

export function TripFields({
  label,
  today,
  draft,
  change,
}: {
  label: string;
  today: Day;
  draft: Draft;
  change: ChangeDraft;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { trip } = draft;
  const set = (part: Partial<TripDraft>) => change((before) => ({ trip: { ...before.trip, ...part } }));
  const months = Array.from({ length: monthsShown }, (_, ahead) => monthAfter(today, ahead));
  const choices = [
    ...months.map((month) => ({ value: `month ${month}-01`, label: sayMonthName(language, month) })),
    ...seasonsAfter(today).map((first) => {
      const { season } = seasonOf(first);
      return { value: `season ${first}`, label: t(`call.season.${season}`, { year: first.slice(0, 4) }) };
    }),
  ];
  return (
    <div className={styles.trip}>
      <PickOne
        label={label}
        choices={choices}
        value={trip.precision === "" ? undefined : `${trip.precision} ${trip.startsOn}`}
        onPick={(value) => {
          const [precision = "", startsOn = ""] = (value ?? "").split(" ");
          set({ precision: precision as TripDraft["precision"], startsOn });
        }}
      />
      <div className={styles.row}>
        <input
          className={`field ${styles.field}`}
          aria-label={t("call.trip.where")}
          placeholder={t("call.trip.where")}
          value={trip.destination}
          onChange={({ target }) => set({ destination: target.value })}
        />
        <input
          className={`field ${styles.field}`}
          aria-label={t("call.trip.with")}
          placeholder={t("call.trip.with")}
          value={trip.companions}
          onChange={({ target }) => set({ companions: target.value })}
        />
        <input
          className={`field ${styles.field} ${styles.day}`}
          type="date"
          aria-label={t("call.trip.day")}
          min={today}
          value={trip.precision === "day" ? trip.startsOn : ""}
          onChange={({ target: { value } }) =>
            set(isDay(value) ? { precision: "day", startsOn: value } : { precision: "", startsOn: "" })
          }
        />
      </div>
    </div>
  );
}

/** `2026-12` */
function monthAfter(day: Day, ahead: number): string {
  const count = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + ahead;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, "0")}`;
}

/** The first days of the three seasons that begin next. */
function seasonsAfter(today: Day): Day[] {
  const starts = [3, 6, 9, 12];
  const found: Day[] = [];
  for (let ahead = 1; found.length < 3; ahead++) {
    const month = monthAfter(today, ahead);
    if (starts.includes(Number(month.slice(5)))) found.push(`${month}-01`);
  }
  return found;
}
