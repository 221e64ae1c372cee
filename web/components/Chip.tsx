import type { ReactNode } from "react";
import styles from "./Chip.module.css";

/** Ember is only for what burns soon; stop for a wish not to be disturbed. */
export function Chip({
  tone = "plain",
  children,
}: {
  tone?: "plain" | "ember" | "good" | "stop";
  children: ReactNode;
}) {
  return (
    <span className={styles.chip} data-tone={tone}>
      {children}
    </span>
  );
}
