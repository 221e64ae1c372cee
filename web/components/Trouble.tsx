/** What happened, what is kept, what to do. */
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ApiTrouble } from "../api/fetch.ts";
import { ButtonLink } from "./ButtonLink.tsx";
import styles from "./Trouble.module.css";

/** `title`: where it is not a page that could not be shown. */
export function Trouble({ error, title, onRetry }: { error: Error; title?: string; onRetry: () => void }) {
  const { t } = useTranslation();
  const status = error instanceof ApiTrouble ? error.status : undefined;
  if (status === 404) return <NotFound />;
  const detail = error instanceof ApiTrouble ? error.detail : undefined;
  return (
    <Said title={status === 0 ? t("trouble.offline") : (title ?? t("trouble.server"))} alert>
      <p>{status === 0 ? t("trouble.offlineNext") : (detail ?? t("trouble.serverNext"))}</p>
      <Button onClick={onRetry}>{t("trouble.retry")}</Button>
    </Said>
  );
}

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Said title={t("trouble.notFound")} level="h1">
      <p>{t("trouble.notFoundNext")}</p>
      <ButtonLink to="/" search={{}}>
        {t("trouble.toStart")}
      </ButtonLink>
    </Said>
  );
}

/** A bug in a screen, or a part of it that a newer program does not have: the others still work, and a fresh page may as well. */
export function Crash() {
  const { t } = useTranslation();
  return (
    <Said title={t("trouble.crash")} level="h1" alert>
      <p>{t("trouble.crashNext")}</p>
      <Button onClick={() => location.reload()}>{t("trouble.retry")}</Button>
    </Said>
  );
}

function Said(props: { title: string; level?: "h1" | "h2"; alert?: boolean; children: ReactNode }) {
  const Title = props.level ?? "h2";
  return (
    <section className={styles.trouble} {...(props.alert ? { role: "alert", "data-alert": true } : {})}>
      <Title>{props.title}</Title>
      {props.children}
    </section>
  );
}
