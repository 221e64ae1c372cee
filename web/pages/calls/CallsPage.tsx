/** Whom to call on a day: who, why now, since when, what burns, until when in their own time. */
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Business } from "../../../src/business/contract.ts";
import type { Call, Calls, Today } from "../../../src/reports/contract.ts";
import { useMay } from "../../api/me.ts";
import { useBusiness, useCalls, useToday } from "../../api/resources.ts";
import { burnsSoon } from "../../components/burns-soon.ts";
import { ButtonLink } from "../../components/ButtonLink.tsx";
import { DayStepper } from "../../components/DayStepper.tsx";
import { Empty } from "../../components/Empty.tsx";
import { HeldCalls } from "../../components/HeldCalls.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { More } from "../../components/More.tsx";
import { Page } from "../../components/Page.tsx";
import { PhoneLink } from "../../components/PhoneLink.tsx";
import table from "../../components/table.module.css";
import { useUntil } from "../../components/until.ts";
import { Waiting } from "../../components/Waiting.tsx";
import { sayDay, sayWeekday, type Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { useMoney } from "../../language/words.ts";
import { Key } from "../../components/Key.tsx";
import { useCallKeys } from "../call/call-keys.ts";
import styles from "./CallsPage.module.css";

const route = getRouteApi("/calls");

export function CallsPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const search = route.useSearch();
  const business = useBusiness().data;
  const asked = useCalls(search.on);
  const calls = useToday(search.on).data?.calls;
  const held = calls?.held ?? [];
  const on = search.on ?? business?.today;
  const total = asked.data?.pages[0]?.total;
  const navigate = useNavigate();
  const mayCall = useMay()("calls.make");
  useCallKeys(mayCall ? { n: () => void navigate({ to: "/calls/now" }) } : {}, () => undefined);
  return (
    <Page
      title={total === undefined ? t("place.calls") : t("calls.title", { count: total })}
      lead={on ? sayWeekday(language, on, business?.today) : ""}
      actions={
        on &&
        business && (
          <div className={styles.actions}>
            {mayCall && (
              <ButtonLink to="/operators" variant="subtle">
                {t("place.operators")}
              </ButtonLink>
            )}
            {mayCall && on === business.today && (
              <ButtonLink to="/calls/now" variant="filled" rightSection={<Key>N</Key>}>
                {t("call.next")}
              </ButtonLink>
            )}
            <DayStepper on={on} today={business.today} />
          </div>
        )
      }
    >
      <Loaded asked={asked} waiting={<Waiting rows={10} height={34} />}>
        {({ pages }) =>
          business && (
            <>
              <CallList pages={pages} business={business} empty={<WhyEmpty on={on} calls={calls} />} />
              <More list={asked} shown={pages.flatMap((page) => page.calls).length} total={total ?? 0} />
              {on && <HeldCalls on={on} reasons={held} />}
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function CallList(props: { pages: readonly Calls[]; business: Business; empty: ReactNode }) {
  const { t } = useTranslation();
  const calls = props.pages.flatMap((page) => page.calls);
  if (calls.length === 0) return props.empty;
  return (
    <table className={`${table.table} ${styles.calls}`} aria-label={t("place.calls")} role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader">{t("calls.who")}</th>
          <th role="columnheader">{t("calls.why")}</th>
          <th role="columnheader" className={`${table.number} ${styles.burn}`}>
            {t("calls.burns")}
          </th>
          <th role="columnheader" className={styles.phone}>
            {t("calls.phone")}
          </th>
          <th role="columnheader">{t("calls.until")}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {calls.map((call) => (
          <CallRow key={call.touch} call={call} business={props.business} />
        ))}
      </tbody>
    </table>
  );
}

/** Made and timed out; held or unwanted; no reason at all. */
function WhyEmpty({ on, calls }: { on: Day | undefined; calls: Today["calls"] | undefined }) {
  const { t } = useTranslation();
  if (calls && calls.planned > 0) {
    return (
      <Empty why={t("calls.empty")}>
        {t("calls.empty.over")}{" "}
        <Link className={styles.all} to="/touches" search={{ on, channel: "call", part: "happening" }}>
          {t("calls.empty.seeAll")}
        </Link>
      </Empty>
    );
  }
  const isHeld = calls && calls.held.length > 0;
  return <Empty why={t("calls.empty")}>{isHeld ? t("calls.empty.held") : t("calls.empty.none")}</Empty>;
}

function CallRow({ call, business }: { call: Call; business: Business }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const money = useMoney(business.currency);
  const until = useUntil();
  return (
    <tr role="row">
      <td role="cell" className={styles.who}>
        <Link className={`${table.link} ${table.name}`} to="/clients/$id" params={{ id: call.client }}>
          {call.name}
        </Link>
      </td>
      <td role="cell" className={styles.why}>
        <div className={styles.sentence}>{call.why}</div>
        <div className={table.small}>
          {t("calls.since", { day: sayDay(language, call.since, business.today) })}
        </div>
        {call.questions.length > 0 && (
          <div className={table.small}>
            {t("known.ask", { questions: call.questions.map(({ name }) => name).join(", ") })}
          </div>
        )}
      </td>
      <td role="cell" className={`${table.number} ${styles.burn}`}>
        {call.burn && (
          <>
            <div className={burnsSoon(business.today, call.burn.on) ? table.ember : undefined}>
              {money(call.burn.sum)}
            </div>
            <div className={table.small}>{sayDay(language, call.burn.on, business.today)}</div>
          </>
        )}
      </td>
      <td role="cell" className={styles.phone}>
        {call.phone ? (
          <PhoneLink phone={call.phone} />
        ) : (
          <span className={table.small}>{t("calls.noPhone")}</span>
        )}
      </td>
      <td role="cell" className={styles.when}>
        <div>{until(call, business.today)}</div>
        <div className={table.small}>
          {call.place ? t("calls.now", { place: call.place, time: call.localTime }) : call.localTime}
        </div>
      </td>
    </tr>
  );
}
