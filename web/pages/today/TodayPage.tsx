/** What happens on a day and why not the rest. */
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Business } from "../../../src/business/contract.ts";
import type { Today } from "../../../src/reports/contract.ts";
import { useMay } from "../../api/me.ts";
import { useBusiness, useToday } from "../../api/resources.ts";
import { DayStepper } from "../../components/DayStepper.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { Page } from "../../components/Page.tsx";
import { Waiting } from "../../components/Waiting.tsx";
import { daysBetween, sayWeekday } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { Ahead } from "./Ahead.tsx";
import { Beside } from "./Beside.tsx";
import { CallsAside } from "./CallsAside.tsx";
import { Chains } from "./Chains.tsx";
import { Figures } from "./Figures.tsx";
import { useNumber } from "../../language/words.ts";
import styles from "./TodayPage.module.css";

const route = getRouteApi("/today");

export function TodayPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const search = route.useSearch();
  const asked = useToday(search.on);
  const business = useBusiness().data;
  const on = search.on ?? business?.today;
  const today = business?.today;
  return (
    <Page
      title={on ? sayWeekday(language, on, today) : t("today.title")}
      lead={asked.data && today ? <Lead day={asked.data} today={today} /> : ""}
      actions={on && today && <DayStepper on={on} today={today} />}
    >
      <Loaded asked={asked} waiting={<Waiting rows={8} height={24} />}>
        {(day) => business && <Day day={day} business={business} />}
      </Loaded>
    </Page>
  );
}

function Lead({ day, today }: { day: Today; today: string }) {
  const { t } = useTranslation();
  const number = useNumber();
  const occasions = t("today.sentence.occasions", {
    count: day.occasions,
    number: number(day.occasions),
  });
  if (day.occasions === 0) return t("today.empty");
  const distance = Math.sign(daysBetween(today, day.on));
  const when = distance === 0 ? "today" : distance > 0 ? "future" : "past";
  if (day.occasions === day.planned) return t(`today.sentence.all.${when}`, { occasions });
  return t(`today.sentence.rest.${when}`, { occasions, planned: number(day.planned) });
}

function Day({ day, business }: { day: Today; business: Business }) {
  const mayDecide = useMay()("handoffs.read");
  return (
    <>
      <Figures day={day} currency={business.currency} today={business.today} />
      <div className={styles.columns}>
        <div>
          <Chains day={day} />
          {day.on === business.today && <Ahead today={business.today} />}
        </div>
        {day.on === business.today && mayDecide ? (
          <Beside day={day} business={business} />
        ) : (
          <CallsAside day={day} business={business} />
        )}
      </div>
    </>
  );
}
