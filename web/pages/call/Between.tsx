/** Between two calls: one key takes the next; where there is none, why, and when there will be. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { UseQueryResult } from "@tanstack/react-query";
import type { CallQueue } from "../../../src/reports/call-screen-contract.ts";
import { Trouble } from "../../components/Trouble.tsx";
import { Key } from "../../components/Key.tsx";
import { Pending } from "./Pending.tsx";
import type { Phone } from "./use-call.ts";
import { WaitingReasons } from "./WaitingReasons.tsx";
import styles from "./Between.module.css";

export function Between({ phone, queue }: { phone: Phone; queue: UseQueryResult<CallQueue> }) {
  const { t } = useTranslation();
  const { data } = queue;
  const empty = data !== undefined && data.ready === 0;
  const next = () => void phone.next();
  const lead = ({ ready }: CallQueue) =>
    empty ? t("call.between.empty") : t("call.between.ready", { count: ready });
  return (
    <section className={styles.between} aria-busy={phone.taking}>
      <div className={styles.pending}>
        <Pending phone={phone} />
      </div>
      <div className={styles.middle}>
        <h1>{empty ? t("calls.empty") : t("call.between")}</h1>
        {/* The button stays where it is when the numbers come. */}
        <p className={styles.lead}>{data ? lead(data) : "\u00a0"}</p>
        <p className={styles.others}>
          {data && data.talking > 0 && t("call.between.talking", { count: data.talking })}
        </p>
        <Button
          variant={empty ? "default" : "filled"}
          size="md"
          onClick={next}
          data-start="next"
          aria-disabled={phone.taking}
          rightSection={<Key>N</Key>}
        >
          {empty ? t("call.look") : t("call.next")}
        </Button>
        {phone.nobody && !empty && <p role="status">{t("call.between.taken")}</p>}
        <div className={styles.trouble}>
          {phone.trouble && <Trouble error={phone.trouble} onRetry={next} />}
          {queue.error && !phone.trouble && (
            <Trouble error={queue.error} onRetry={() => void queue.refetch()} />
          )}
        </div>
        {data && empty && (
          <div className={styles.reasons}>
            <WaitingReasons queue={data} />
          </div>
        )}
      </div>
    </section>
  );
}
