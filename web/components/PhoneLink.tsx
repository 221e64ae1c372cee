/** A phone one can press, written as people read it. */
import { sayPhone } from "../../src/kernel/language.ts";
import styles from "./PhoneLink.module.css";

export function PhoneLink({ phone }: { phone: string }) {
  return (
    <a className={styles.phone} href={`tel:${phone}`}>
      {sayPhone(phone)}
    </a>
  );
}
