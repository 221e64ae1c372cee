/** A table of figures that scrolls where it is wider than the screen. */
import type { ReactNode } from "react";
import styles from "./FigureTable.module.css";

export function FigureTable({ label, children }: { label: string; children: ReactNode }) {
  return (
    // A region that scrolls has to be reached by the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.scroll} role="region" aria-label={label} tabIndex={0}>
      <table className={styles.table}>{children}</table>
    </div>
  );
}
