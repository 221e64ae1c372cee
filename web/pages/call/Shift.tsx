/** `18 звонков · 14 разговоров по 4:12` */
import { useTranslation } from "react-i18next";
import type { CallQueue } from "../../../src/reports/call-screen-contract.ts";
import styles from "./QueueColumn.module.css";

export function Shift({ shift }: { shift: CallQueue["shift"] }) {
  const { t } = useTranslation();
  if (!shift) return <div className={styles.shift}>{"\u00a0"}</div>;
  const { made, talked, averageSeconds } = shift;
  if (made === 0) return <div className={styles.shift}>{t("call.shift.none")}</div>;
  const average = averageSeconds !== null && t("call.shift.average", { time: clock(averageSeconds) });
  const talks = [t("call.shift.talked", { count: talked }), average].filter(Boolean).join(" ");
  return <div className={styles.shift}>{`${t("call.shift.made", { count: made })} · ${talks}`}</div>;
}

/** `4:12` */
export const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
