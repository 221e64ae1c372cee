/** A line of a form: what it is, what it says, and, where that is not plain, what follows from it. */
import type { ReactNode } from "react";
import styles from "./Fields.module.css";

export function Field(props: { label: string; hint?: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.field} role="group" aria-label={props.label}>
      <span className={styles.label} aria-hidden>
        {props.label}
      </span>
      <div className={styles.value}>
        {props.children}
        {props.hint && <p className={styles.hint}>{props.hint}</p>}
      </div>
    </div>
  );
}
