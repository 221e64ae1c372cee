/** One thing that lies ready, and what is done about it. */
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import styles from "./Desk.module.css";
import visit from "./Visitor.module.css";
import { useOutbox, type Command } from "./use-outbox.ts";

export function Waiting(props: {
  icon: ReactNode;
  what: string;
  about: ReactNode;
  /** The office where it lies, unless it is this one. */
  elsewhere?: string | undefined;
  children?: ReactNode;
  /** A line of its own below. */
  below?: ReactNode;
}) {
  const { t } = useTranslation();
  const { elsewhere } = props;
  return (
    <li className={visit.waiting}>
      {props.icon}
      <span className={visit.what}>
        <b>{props.what}</b>
        <span className={styles.hint}>
          {elsewhere === undefined ? props.about : t("desk.waits.elsewhere", { office: elsewhere })}
        </span>
      </span>
      {props.children}
      {props.below}
    </li>
  );
}

/** What cannot be taken back once it is told waits ten seconds first. */
export function Give({ what, act }: { what: string; act: Command }) {
  const { t } = useTranslation();
  const { isTold, tell } = useTold();
  if (isTold(act)) return <span className={styles.hint}>{t("desk.waits.given")}</span>;
  return (
    <Button aria-label={t("desk.waits.giveWhat", { what })} onClick={() => tell(act)}>
      {t("desk.waits.give")}
    </Button>
  );
}

export function useTold() {
  const { entries, put } = useOutbox();
  // The key differs, what is done is the same.
  const isTold = (act: Command) =>
    entries.some(
      ({ command: { path, body }, state }) =>
        state !== "refused" && path === act.path && JSON.stringify(body) === JSON.stringify(act.body),
    );
  return { isTold, tell: (act: Command) => put(act, { held: true }) };
}
