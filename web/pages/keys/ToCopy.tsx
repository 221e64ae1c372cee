/** What is told this once: copied here, or lost. */
import { Button } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import styles from "../staff/StaffPage.module.css";

export function ToCopy(props: { about: string; text: string; copy: string; onClose: () => void }) {
  const { t } = useTranslation();
  const clipboard = useClipboard({ timeout: 2000 });
  return (
    <div className={styles.form}>
      <p className={styles.words}>{props.about}</p>
      <p className={styles.link}>{props.text}</p>
      <div className={styles.actions}>
        <Button variant="filled" onClick={() => clipboard.copy(props.text)}>
          {clipboard.copied ? t("staff.copied") : props.copy}
        </Button>
        <Button onClick={props.onClose}>{t("keys.close")}</Button>
      </div>
    </div>
  );
}
