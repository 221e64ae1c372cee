/**
 * What waits for a person to decide today: open complaints, clients handed over whom nobody accepted in time, and calls for
 * which operators have no hours left.
 */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Complaint } from "../../../src/calls/contract.ts";
import type { Handoff } from "../../../src/handoffs/contract.ts";
import type { Business } from "../../../src/business/contract.ts";
import type { Today } from "../../../src/reports/contract.ts";
import { useMay } from "../../api/me.ts";
import { sayMoment } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { useComplaints, useHandoffs } from "../handoffs/resources.ts";
import { useOperatorHours } from "../operators/resources.ts";
import styles from "./CallsAside.module.css";

const shown = 3;

export interface Undecided {
  complaints: Complaint[];
  late: Handoff[];
  /** Calls beyond what operators can make, and the hours they would take; told to whoever may set these. */
  beyond: { calls: number; hours: number } | undefined;
}

/** Undefined until all have answered, or failed. */
export function useUndecided(day: Today): Undecided | undefined {
  const complaints = useComplaints();
  const handoffs = useHandoffs();
  const maySet = useMay()("business.change");
  const calls = maySet ? beyondCapacity(day) : 0;
  const hours = useOperatorHours(calls > 0);
  if (complaints.isPending || handoffs.isPending || hours.isLoading) return undefined;
  return {
    complaints: complaints.data?.complaints ?? [],
    late: handoffs.data?.handoffs.filter(({ late }) => late) ?? [],
    beyond:
      calls > 0 && hours.data
        ? { calls, hours: Math.ceil((calls * hours.data.callSeconds) / 3600) }
        : undefined,
  };
}

const beyondCapacity = ({ calls }: Today): number =>
  calls.held.filter(({ rule }) => rule === "capacity").reduce((sum, { count }) => sum + count, 0);

export function Decisions({ undecided, business }: { undecided: Undecided; business: Business }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { complaints, late, beyond } = undecided;
  const [first] = late;
  if (complaints.length === 0 && !first && !beyond) return null;
  return (
    <section className={styles.decisions} aria-labelledby="decisions">
      <h2 id="decisions" className={styles.title}>
        {t("decisions.title")}
      </h2>
      <ul>
        {complaints.slice(0, shown).map(({ id, client, name, words }) => (
          <li key={id} className={styles.call}>
            <div className={styles.line}>
              <Link className={styles.who} to="/clients/$id" params={{ id: client }}>
                {t("decisions.complaint", { name })}
              </Link>
            </div>
            <div className={styles.why}>{words}</div>
          </li>
        ))}
        {complaints.length > shown && (
          <li className={styles.call}>
            <Link className={styles.who} to="/handoffs">
              {t("decisions.complaints", { count: complaints.length - shown })}
            </Link>
          </li>
        )}
        {first && (
          <li className={styles.call}>
            <div className={styles.line}>
              <Link className={styles.who} to="/handoffs">
                {t("decisions.late", { count: late.length })}
              </Link>
            </div>
            <div className={styles.why}>
              {t("decisions.late.since", {
                name: first.name,
                when: sayMoment(language, first.dueAt, first.zone, business.today),
              })}
            </div>
          </li>
        )}
        {beyond && (
          <li className={styles.call}>
            <div className={styles.line}>
              <Link className={styles.who} to="/operators">
                {t("decisions.hours", { count: beyond.hours })}
              </Link>
            </div>
            <div className={styles.why}>{t("decisions.hours.calls", { count: beyond.calls })}</div>
          </li>
        )}
      </ul>
    </section>
  );
}
