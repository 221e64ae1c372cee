/** A part of the side column, under a hairline. */
import { useId, type ReactNode } from "react";
import styles from "./Section.module.css";

export function Section(props: { title: string; aside?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id} className={styles.title}>
          {props.title}
        </h2>
        {props.aside && <span className={styles.aside}>{props.aside}</span>}
      </div>
      {props.children}
    </section>
  );
}
