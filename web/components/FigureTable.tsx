/** A table of figures that scrolls where it is wider than the screen. */
import type { ReactNode } from "react";
import { ScrollRegion } from "./ScrollRegion.tsx";
import styles from "./FigureTable.module.css";

export function FigureTable({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ScrollRegion className={styles.scroll} label={label}>
      <table className={styles.table}>{children}</table>
    </ScrollRegion>
  );
}
