/** Why calls of the day are not in the queue, by rule, and when the first of each becomes possible. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { CallQueue, WaitingReason } from "../../../src/reports/call-screen-contract.ts";
import { sayDay } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import styles from "./WaitingReasons.module.css";

const shownShort = 4;

export function WaitingReasons({ queue, short = false }: { queue: CallQueue; short?: boolean }) {
  const { t } = useTranslation();
  const held = queue.held.filter(({ state }) => state === "held");
  const groups = [
    { title: "call.waiting.later", reasons: queue.later },
    { title: "call.waiting.held", reasons: held },
    ...(short
      ? []
      : [
          { title: "call.waiting.not", reasons: queue.held.filter(({ state }) => state !== "held") } as const,
        ]),
  ] as const;
  // Beside the queue under its title, in the middle under the page's own.
  const Title = short ? "h3" : "h2";
  return groups
    .filter(({ reasons }) => reasons.length > 0)
    .map(({ title, reasons }) => (
      <section key={title} className={styles.group}>
        <Title className={styles.title}>
          {t(title, { count: reasons.reduce((sum, { count }) => sum + count, 0) })}
        </Title>
        <ul>
          {(short ? reasons.slice(0, shownShort) : reasons).map((reason) => (
            <li key={`${reason.state} ${reason.rule} ${reason.text}`}>
              <Reason reason={reason} on={queue.on} short={short} />
            </li>
          ))}
        </ul>
      </section>
    ));
}

function Reason({ reason, on, short }: { reason: WaitingReason; on: string; short: boolean }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { count, text, first, state, rule } = reason;
  const shows = first && (!short || first.day === on || rule === "quiet_hours") ? first : undefined;
  const at = shows && {
    when:
      shows.day === on
        ? t("call.waiting.at", { time: shows.time })
        : t("call.waiting.atDay", { day: sayDay(language, shows.day, on), time: shows.time }),
  };
  const when =
    at &&
    (shows.place ? t("call.waiting.firstIn", { ...at, place: shows.place }) : t("call.waiting.first", at));
  return (
    <Link
      className={styles.reason}
      to="/touches"
      search={{ on, channel: "call", state, rule: rule ?? undefined }}
    >
      <span className={styles.count}>{count}</span>
      <span>
        {text}
        {when && <span className={styles.first}>{`, ${when}`}</span>}
      </span>
    </Link>
  );
}
