/** More of the same place, opened where it stands. */
import { useId, useState, type ReactNode } from "react";
import styles from "./Disclosure.module.css";

export function Disclosure(props: { label: ReactNode; children: ReactNode; quiet?: boolean }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <button
        type="button"
        className={props.quiet ? styles.quiet : styles.button}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {props.label}
      </button>
      <div id={id} hidden={!open} className={styles.content}>
        {open && props.children}
      </div>
    </>
  );
}
