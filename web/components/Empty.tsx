/** Nothing to show: why, and what next. */
import type { ReactNode } from "react";
import styles from "./Empty.module.css";

export function Empty({ why, children }: { why: string; children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <p className={styles.why}>{why}</p>
      {children && <p>{children}</p>}
    </div>
  );
}
