/** A question or a list over the screen. Its head is no landmark: a page has one banner. */
import { CloseButton, Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import styles from "./Dialog.module.css";

export function Dialog(props: {
  opened: boolean;
  onClose: () => void;
  title: string;
  closable?: boolean;
  /** As wide as three columns. */
  wide?: boolean;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <Modal.Root
      opened={props.opened}
      onClose={props.onClose}
      padding="lg"
      size={props.wide === true ? 1040 : "md"}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={props.title}>
        <Modal.Body>
          <div className={styles.head}>
            <h2 className={styles.title}>{props.title}</h2>
            {props.closable !== false && <CloseButton aria-label={t("keys.close")} onClick={props.onClose} />}
          </div>
          {props.children}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
