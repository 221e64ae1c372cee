/** The queue beside the call: how many wait, who comes next, why the others do not, and the numbers of the shift. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Business } from "../../../src/business/contract.ts";
import type { ClaimedCall } from "../../../src/calls/contract.ts";
import type { CallQueue } from "../../../src/reports/call-screen-contract.ts";
import { useFirstCalls } from "../../api/resources.ts";
import { useUntil } from "../../components/until.ts";
import { Shift } from "./Shift.tsx";
import { WaitingReasons } from "./WaitingReasons.tsx";
import styles from "./QueueColumn.module.css";

const shown = 7;

export function QueueColumn(props: {
  queue: CallQueue | undefined;
  current: ClaimedCall | undefined;
  business: Business;
}) {
  const { t } = useTranslation();
  const { queue, current, business } = props;
  const until = useUntil();
  const calls = useFirstCalls(undefined, { limit: shown + 1, waiting: true }).data?.calls ?? [];
  const waiting = calls.filter(({ touch }) => touch !== current?.touch);
  return (
    <aside className={styles.queue} aria-label={t("call.queue")}>
      <div className={styles.head}>
        <h2>
          {queue
            ? queue.ready === 0
              ? t("calls.empty")
              : t("call.queue.ready", { count: queue.ready })
            : t("call.queue")}
        </h2>
        <Shift shift={queue?.shift ?? null} />
      </div>
      <ol className={styles.items}>
        {current && (
          <li className={styles.item} data-current>
            <span className={styles.name}>{shortName(current.name)}</span>
            <span className={styles.when}>{t("call.queue.now")}</span>
            <span className={styles.why}>{current.occasion.text}</span>
          </li>
        )}
        {waiting.slice(0, shown).map((call) => (
          <li key={call.touch} className={styles.item}>
            <span className={styles.name}>{shortName(call.name)}</span>
            <span className={styles.when}>{until(call, business.today)}</span>
            <span className={styles.why}>{call.why}</span>
          </li>
        ))}
      </ol>
      {queue && (
        <div className={styles.foot}>
          <WaitingReasons queue={queue} short />
          <Link to="/calls" search={{}} className={styles.all}>
            {t("call.queue.all")}
          </Link>
        </div>
      )}
    </aside>
  );
}

/** Family name and given name are enough to recognise somebody in a list. */
const shortName = (name: string): string => name.split(" ").slice(0, 2).join(" ");
