/** A skeleton of rows that appears only when an answer takes longer than a glance. */
import { Skeleton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import styles from "./Waiting.module.css";

export function Waiting({ rows, height = 20 }: { rows: number; height?: number }) {
  const { t } = useTranslation();
  return (
    <div className={styles.waiting} role="status" aria-label={t("list.loading")}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={styles.row}>
          <Skeleton height={height} width={`${92 - ((row * 17) % 40)}%`} radius={4} />
        </div>
      ))}
    </div>
  );
}
