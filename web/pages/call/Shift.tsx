/** `14 разговоров, в среднем 4:12` */
import { useTranslation } from "react-i18next";
import type { CallQueue } from "../../../src/reports/call-screen-contract.ts";
import styles from "./QueueColumn.module.css";

export function Shift({ shift }: { shift: CallQueue["shift"] }) {
  const { t } = useTranslation();
  if (!shift) return <div className={styles.shift}>{"\u00a0"}</div>;
  const { made, talked, averageSeconds } = shift;
  const said = [
    t("call.shift.made", { count: made }),
    t("call.shift.talked", { count: talked }),
    averageSeconds === null ? undefined : t("call.shift.average", { time: clock(averageSeconds) }),
  ];
  return (
    <div className={styles.shift}>{made === 0 ? t("call.shift.none") : said.filter(Boolean).join(", ")}</div>
  );
}

/** `4:12` */
export const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
