/** What was saved under a name or a day, in a list beside the one that is open. */
import { Link, type LinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import styles from "./SideList.module.css";

interface Item extends Pick<LinkProps, "to" | "search"> {
  key: string | number;
  isOpen: boolean;
  says: ReactNode;
}

export function SideList(props: {
  title: string;
  items: readonly Item[];
  /** What is said where there is nothing yet. */
  none: string;
  /** Where there is no room beside it, the open one comes first. */
  later?: boolean;
  children: ReactNode;
}) {
  const { title, items, none, later, children } = props;
  return (
    <div className={styles.columns}>
      <nav className={later ? styles.later : undefined} aria-label={title}>
        <h2>{title}</h2>
        {items.length === 0 ? (
          <p className={styles.none}>{none}</p>
        ) : (
          <ul className={styles.saved}>
            {items.map(({ key, isOpen, says, ...link }) => (
              <li key={key}>
                <Link
                  {...link}
                  className={styles.one}
                  data-on={isOpen}
                  aria-current={isOpen ? "page" : undefined}
                >
                  {says}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </nav>
      {children}
    </div>
  );
}
