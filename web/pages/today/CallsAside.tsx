/** The first of the day's calls, beside the numbers, and how many wait and why. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Business } from "../../../src/business/contract.ts";
import type { Call, Today } from "../../../src/reports/contract.ts";
import { useFirstCalls } from "../../api/resources.ts";
import { HeldCalls } from "../../components/HeldCalls.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { useUntil } from "../../components/until.ts";
import { Waiting } from "../../components/Waiting.tsx";
import styles from "./CallsAside.module.css";

const shown = 6;

export function CallsAside({ day, business }: { day: Today; business: Business }) {
  const { t } = useTranslation();
  const asked = useFirstCalls(day.on, { limit: shown });
  return (
    <aside aria-labelledby="whom-to-call">
      <h2 id="whom-to-call" className={styles.title}>
        {t("today.callList")}
      </h2>
      <Loaded asked={asked} waiting={<Waiting rows={shown} height={34} />}>
        {({ calls, total }) => (
          <>
            {calls.length === 0 && <p className={styles.none}>{t("today.callList.empty")}</p>}
            <ul>
              {calls.map((call) => (
                <FirstCall key={call.touch} call={call} today={business.today} />
              ))}
            </ul>
            {total > shown && (
              <Link className={styles.all} to="/calls" search={{ on: day.on }}>
                {t("today.callList.all", { count: total })}
              </Link>
            )}
            <HeldCalls on={day.on} reasons={day.calls.held} />
          </>
        )}
      </Loaded>
    </aside>
  );
}

function FirstCall({ call, today }: { call: Call; today: string }) {
  const until = useUntil();
  return (
    <li className={styles.call}>
      <div className={styles.line}>
        <Link className={styles.who} to="/clients/$id" params={{ id: call.client }}>
          {call.name}
        </Link>
        <span className={styles.until}>{until(call, today)}</span>
      </div>
      <div className={styles.why} data-burns={call.burn !== null}>
        {call.why}
      </div>
    </li>
  );
}
