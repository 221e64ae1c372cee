/** A phone one can press, written as people read it. */
import { useTranslation } from "react-i18next";
import { sayPhone } from "../../src/kernel/language.ts";
import styles from "./PhoneLink.module.css";

export function PhoneLink({ phone, extension = null }: { phone: string; extension?: string | null }) {
  const { t } = useTranslation();
  return (
    <>
      <a className={styles.phone} href={`tel:${phone}`}>
        {sayPhone(phone)}
      </a>
      {extension !== null && <>{`, ${t("phone.extension", { extension })}`}</>}
    </>
  );
}
