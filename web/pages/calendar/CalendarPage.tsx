/** The business's calendar: which days are off, which are worked after all, and which holidays are greeted. */
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Calendar } from "../../../src/business/calendar-contract.ts";
import { useMay } from "../../api/me.ts";
import { useBusiness } from "../../api/resources.ts";
import { ButtonLink } from "../../components/ButtonLink.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { Page } from "../../components/Page.tsx";
import { Waiting } from "../../components/Waiting.tsx";
import type { Day } from "../../language/days.ts";
import styles from "./CalendarPage.module.css";
import { DayDialog } from "./DayDialog.tsx";
import { NamedDays } from "./NamedDays.tsx";
import { useCalendar } from "./resources.ts";
import { daysOf, usualKind } from "./year.ts";
import { YearGrid } from "./YearGrid.tsx";

const route = getRouteApi("/calendar");

export function CalendarPage() {
  const { t } = useTranslation();
  const mayChange = useMay()("business.change");
  const asked = useCalendar(route.useSearch().year);
  const today = useBusiness().data?.today;
  return (
    <Page
      title={t("calendar.title")}
      lead={t(mayChange ? "calendar.lead" : "calendar.lead.readOnly")}
      actions={asked.data && <YearStepper year={asked.data.year} />}
    >
      <Loaded asked={asked} waiting={<Waiting rows={12} height={40} />}>
        {(calendar) => today !== undefined && <Year calendar={calendar} today={today} key={calendar.year} />}
      </Loaded>
    </Page>
  );
}

const earliest = 2000;
const latest = 2100;

function YearStepper({ year }: { year: number }) {
  const { t } = useTranslation();
  return (
    <div className={styles.stepper}>
      <ButtonLink
        to="/calendar"
        search={{ year: Math.max(year - 1, earliest) }}
        className={styles.step}
        aria-label={t("calendar.previous")}
        title={t("calendar.previous")}
      >
        <IconChevronLeft size={16} aria-hidden />
      </ButtonLink>
      <span className={styles.year}>{year}</span>
      <ButtonLink
        to="/calendar"
        search={{ year: Math.min(year + 1, latest) }}
        className={styles.step}
        aria-label={t("calendar.next")}
        title={t("calendar.next")}
      >
        <IconChevronRight size={16} aria-hidden />
      </ButtonLink>
    </div>
  );
}

function Year({ calendar, today }: { calendar: Calendar; today: Day }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<Day>();
  const named = new Map(calendar.days.map((day) => [day.date, day]));
  const all = daysOf(calendar.year);
  const off = all.filter((day) => (named.get(day)?.kind ?? usualKind(day)) === "holiday").length;
  const isGuessed = !calendar.movesKnown && calendar.year >= Number(today.slice(0, 4));
  return (
    <>
      <p className={styles.sum}>
        {t("calendar.sum", {
          working: t("calendar.working", { count: all.length - off }),
          off: t("calendar.off", { count: off }),
        })}
        {isGuessed && ` ${t("calendar.movesUnknown")}`}
      </p>
      <div className={styles.columns}>
        <YearGrid year={calendar.year} named={named} today={today} onOpen={setOpened} />
        <NamedDays days={calendar.days} today={today} onOpen={setOpened} />
      </div>
      <DayDialog
        date={opened}
        named={opened === undefined ? undefined : named.get(opened)}
        today={today}
        onClose={() => setOpened(undefined)}
      />
    </>
  );
}
