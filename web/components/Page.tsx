/** A screen's head: what it is, one sentence, what one can do; the sentence's place is kept while it loads. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import styles from "./Page.module.css";

export function Page(props: { title: string; lead?: ReactNode; actions?: ReactNode; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <>
      <title>{`${props.title} · ${t("app.name")}`}</title>
      <div className={styles.head}>
        <div className={styles.words}>
          <h1>{props.title}</h1>
          {props.lead !== undefined && <div className={styles.lead}>{props.lead || "\u00a0"}</div>}
        </div>
        {props.actions}
      </div>
      {props.children}
    </>
  );
}
