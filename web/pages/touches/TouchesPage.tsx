/** The list behind a number: whom it counts and what the rules said about each. */
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Business } from "../../../src/business/contract.ts";
import type { Touches } from "../../../src/reports/contract.ts";
import { useBusiness, useToday, useTouches } from "../../api/resources.ts";
import { DayStepper } from "../../components/DayStepper.tsx";
import { Empty } from "../../components/Empty.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { More } from "../../components/More.tsx";
import { Page } from "../../components/Page.tsx";
import table from "../../components/table.module.css";
import { Waiting } from "../../components/Waiting.tsx";
import { sayWeekday } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { Selection } from "./Selection.tsx";
import { TouchRow } from "./TouchRow.tsx";

const route = getRouteApi("/touches");

export function TouchesPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const search = route.useSearch();
  const business = useBusiness().data;
  const asked = useTouches(search);
  const day = useToday(search.on).data;
  const on = search.on ?? business?.today;
  const total = asked.data?.pages[0]?.total;
  return (
    <Page
      title={total === undefined ? t("touches.title") : t("touches.count", { count: total })}
      lead={on ? sayWeekday(language, on, business?.today) : ""}
      actions={on && business && <DayStepper on={on} today={business.today} />}
    >
      <Selection search={search} day={day} />
      <Loaded asked={asked} waiting={<Waiting rows={10} height={34} />}>
        {({ pages }) =>
          business && (
            <>
              <TouchTable pages={pages} business={business} withChain={search.chain === undefined} />
              <More list={asked} shown={pages.flatMap((page) => page.touches).length} total={total ?? 0} />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function TouchTable(props: { pages: readonly Touches[]; business: Business; withChain: boolean }) {
  const { t } = useTranslation();
  const touches = props.pages.flatMap((page) => page.touches);
  if (touches.length === 0) return <Empty why={t("touches.empty")}>{t("touches.empty.next")}</Empty>;
  return (
    <table className={table.table} aria-label={t("touches.title")} role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader">{t("touches.client")}</th>
          <th role="columnheader">{t("touches.occasion")}</th>
          <th role="columnheader">{t("touches.channel")}</th>
          <th role="columnheader">{t("touches.state")}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {touches.map((touch) => (
          <TouchRow key={touch.id} touch={touch} business={props.business} withChain={props.withChain} />
        ))}
      </tbody>
    </table>
  );
}
