import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Mark } from "../../shell/Mark.tsx";
import styles from "./SignInPage.module.css";

/** A page without the frame: one column in the middle. */
export function OutsidePage(props: { title: string; name: string; lead?: string; children?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <main className={styles.page}>
      <title>{`${props.title} · ${t("app.name")}`}</title>
      <div className={styles.column}>
        <div className={styles.brand}>
          <Mark />
          {props.name}
        </div>
        <h1>{props.title}</h1>
        {props.lead !== undefined && <p className={styles.lead}>{props.lead}</p>}
        {props.children}
      </div>
    </main>
  );
}
