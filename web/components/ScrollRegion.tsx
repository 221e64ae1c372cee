/** What is wider than the screen, scrolled within itself. */
import type { ReactNode } from "react";
import styles from "./ScrollRegion.module.css";

export function ScrollRegion(props: { label: string; className: string | undefined; children: ReactNode }) {
  const look = `${styles.more} ${props.className ?? ""}`;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls has to be reached by the keyboard.
    <div className={look} role="region" aria-label={props.label} tabIndex={0}>
      {props.children}
    </div>
  );
}
