/** How long operators are on the phone, by day of the week and office, and on single days. */
import { Button, NativeSelect } from "@mantine/core";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { AllOperatorHours } from "../../../src/planning/contract.ts";
import { useDraft } from "../../api/draft.ts";
import { useMay } from "../../api/me.ts";
import { useBusiness } from "../../api/resources.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { ScrollRegion } from "../../components/ScrollRegion.tsx";
import { Waiting } from "../../components/Waiting.tsx";
import { isDay, sayShortWeekday, sayWeekday } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { useNumber } from "../../language/words.ts";
import { HoursField } from "./HoursField.tsx";
import { minutesOf, sayHours } from "./hours.ts";
import styles from "./Operators.module.css";
import { useOffices, useOperatorHours, useSetHours } from "./resources.ts";

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
/** A Monday: its week lends the days their names. */
const monday = "2026-11-2";

export function Hours() {
  const { t } = useTranslation();
  const id = useId();
  const number = useNumber();
  const asked = useOperatorHours();
  return (
    <section aria-labelledby={id} className={styles.hours}>
      <h2 id={id}>{t("operators.hours")}</h2>
      <Loaded asked={asked} waiting={<Waiting rows={3} height={44} />}>
        {(all) => (
          <>
            <p className={styles.hint}>
              {t(all.hours.length === 0 ? "operators.hours.none" : "operators.hours.about", {
                minutes: number(all.callSeconds / 60, 1),
              })}
            </p>
            <Week all={all} labelledBy={id} />
            <SingleDays all={all} />
          </>
        )}
      </Loaded>
    </section>
  );
}

interface Row {
  office: string | null;
  name: string;
}

function Week({ all, labelledBy }: { all: AllOperatorHours; labelledBy: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const mayChange = useMay()("business.change");
  const offices = useOffices().data?.offices ?? [];
  const [added, setAdded] = useState<string[]>([]);
  const network: Row = { office: null, name: t("operators.network") };
  const own = offices.filter(({ id }) => added.includes(id) || all.hours.some(({ office }) => office === id));
  const rows: Row[] = [network, ...own.map(({ id, name }) => ({ office: id, name }))];
  const others = offices.filter(({ id }) => !own.some((one) => one.id === id));
  const minutes = (office: string | null, weekday: number) =>
    all.hours.find((one) => one.office === office && one.weekday === weekday)?.minutes ?? null;
  return (
    <>
      <ScrollRegion label={t("operators.week")} className={styles.scroll}>
        <table className={styles.week} aria-labelledby={labelledBy}>
          <thead>
            <tr>
              <th scope="col">{t("operators.office")}</th>
              {weekdays.map((weekday) => (
                <th key={weekday} scope="col">
                  {sayShortWeekday(language, `${monday}${weekday + 2}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ office, name }) => (
              <tr key={office ?? ""}>
                <th scope="row">{name}</th>
                {weekdays.map((weekday) => (
                  <td key={weekday}>
                    <HoursField
                      label={`${name}, ${sayShortWeekday(language, `${monday}${weekday + 2}`)}`}
                      of={{ office, weekday }}
                      minutes={minutes(office, weekday)}
                      callSeconds={all.callSeconds}
                      mayChange={mayChange}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {mayChange && others.length > 0 && (
        <NativeSelect
          className={styles.addOffice ?? ""}
          aria-label={t("operators.addOffice")}
          value=""
          onChange={({ currentTarget: { value } }) => setAdded([...added, value])}
          data={[
            { value: "", label: t("operators.addOffice") },
            ...others.map(({ id, name, city }) => ({ value: id, label: `${city}, ${name}` })),
          ]}
        />
      )}
    </>
  );
}

/** A day that is not like others of its weekday: it counts alone. */
function SingleDays({ all }: { all: AllOperatorHours }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const today = useBusiness().data?.today ?? "";
  const mayChange = useMay()("business.change");
  const set = useSetHours();
  const days = all.hours.flatMap((one) =>
    one.on !== null && one.on >= today ? [{ ...one, on: one.on }] : [],
  );
  if (days.length === 0 && !mayChange) return null;
  return (
    <>
      <h3 className={styles.single}>{t("operators.days")}</h3>
      <ul>
        {days.map(({ office, officeName, on, minutes }) => (
          <li key={`${office} ${on}`} className={styles.day}>
            <span>
              {sayWeekday(language, on, today)}
              <span className={styles.since}>{officeName ?? t("operators.network")}</span>
            </span>
            <span>{t("operators.hoursOf", { hours: sayHours(minutes) })}</span>
            {mayChange && (
              <Button
                variant="subtle"
                aria-label={t("operators.forgetDay", { day: sayWeekday(language, on, today) })}
                onClick={() => set.mutate({ office, on, minutes: null })}
              >
                {t("operators.forget")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mayChange && today !== "" && <NewDay today={today} />}
    </>
  );
}

const nothing = { on: "", office: "", typed: "" };

function NewDay({ today }: { today: string }) {
  const { t } = useTranslation();
  const set = useSetHours();
  const offices = useOffices().data?.offices ?? [];
  const [draft, setDraft] = useDraft("hours of a day", { empty: nothing, today });
  const { on, office, typed } = draft;
  const minutes = minutesOf(typed);
  const whole = isDay(on) && typeof minutes === "number";
  return (
    <form
      className={styles.newDay}
      onSubmit={(event) => {
        event.preventDefault();
        if (!whole) return;
        // What was typed stays until it is kept.
        set.mutate(
          { on, office: office === "" ? null : office, minutes },
          { onSuccess: () => setDraft({ ...nothing, office }) },
        );
      }}
    >
      <label>
        <span>{t("operators.day")}</span>
        <input
          type="date"
          className="field"
          min={today}
          value={on}
          onChange={({ target }) => setDraft({ ...draft, on: target.value })}
        />
      </label>
      <label>
        <span>{t("operators.office")}</span>
        <select
          className="field"
          value={office}
          onChange={({ target }) => setDraft({ ...draft, office: target.value })}
        >
          <option value="">{t("operators.network")}</option>
          {offices.map(({ id, name, city }) => (
            <option key={id} value={id}>{`${city}, ${name}`}</option>
          ))}
        </select>
      </label>
      <label>
        <span>{t("operators.hoursTogether")}</span>
        <input
          className={`field ${styles.short}`}
          placeholder="6:30"
          aria-invalid={minutes === undefined}
          autoComplete="off"
          value={typed}
          onChange={({ target }) => setDraft({ ...draft, typed: target.value })}
        />
      </label>
      <Button type="submit" disabled={!whole} loading={set.isPending}>
        {t("operators.setDay")}
      </Button>
      {set.error && <p role="alert">{t("operators.notKept")}</p>}
    </form>
  );
}
