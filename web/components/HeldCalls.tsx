/** The calls that wait or do not happen, by reason; each reason leads to its list. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Reason } from "../../src/reports/contract.ts";
import { useNumber } from "../language/words.ts";
import styles from "./HeldCalls.module.css";

export function HeldCalls({ on, reasons }: { on: string; reasons: readonly Reason[] }) {
  const { t } = useTranslation();
  const held = reasons.filter((reason) => reason.state === "held");
  const others = reasons.filter((reason) => reason.state !== "held");
  return (
    <>
      <Group on={on} reasons={held} title={t("calls.heldMore", { count: sum(held) })} />
      <Group on={on} reasons={others} title={t("calls.refusedMore", { count: sum(others) })} />
    </>
  );
}

const sum = (reasons: readonly Reason[]) => reasons.reduce((total, reason) => total + reason.count, 0);

function Group(props: { on: string; reasons: readonly Reason[]; title: string }) {
  const number = useNumber();
  if (props.reasons.length === 0) return null;
  return (
    <section className={styles.held}>
      <h2 className={styles.title}>{props.title}</h2>
      <ul>
        {props.reasons.map((reason) => (
          <li key={`${reason.state} ${reason.rule}`}>
            <Link
              className={styles.reason}
              to="/touches"
              search={{ on: props.on, channel: "call", state: reason.state, rule: reason.rule ?? undefined }}
            >
              <span className={styles.count}>{number(reason.count)}</span> {reason.text}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
