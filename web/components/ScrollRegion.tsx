/** What is wider than the screen, scrolled within itself. */
import type { ReactNode } from "react";

export function ScrollRegion(props: { label: string; className: string | undefined; children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls has to be reached by the keyboard.
    <div className={props.className} role="region" aria-label={props.label} tabIndex={0}>
      {props.children}
    </div>
  );
}
