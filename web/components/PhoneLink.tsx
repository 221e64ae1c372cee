/** A phone one can press, written as people read it. */
import styles from "./PhoneLink.module.css";

export function PhoneLink({ phone }: { phone: string }) {
  return (
    <a className={styles.phone} href={`tel:${phone}`}>
      {sayPhone(phone)}
    </a>
  );
}

/** `+79122441806` → `+7 912 244-18-06`; a number of another country stays as it is. */
export function sayPhone(phone: string): string {
  const parts = /^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(phone);
  return parts ? `+7\u00a0${parts[1]}\u00a0${parts[2]}\u2011${parts[3]}\u2011${parts[4]}` : phone;
}
