/** Other systems that are told of what happens here, and how that goes. */
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Webhook } from "../../../src/webhooks/contract.ts";
import type { MessageState } from "../../api/closed-lists.ts";
import { useBusiness } from "../../api/resources.ts";
import { Chip } from "../../components/Chip.tsx";
import { Empty } from "../../components/Empty.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { Page } from "../../components/Page.tsx";
import { Waiting } from "../../components/Waiting.tsx";
import table from "../../components/table.module.css";
import { useWebhooks } from "./resources.ts";
import { nameOf, stateOf, useWebhookWords } from "./webhook-words.ts";
import { WebhookDialog } from "./WebhookDialog.tsx";
import styles from "./Webhooks.module.css";

export function WebhooksPage() {
  const { t } = useTranslation();
  const asked = useWebhooks();
  const today = useBusiness().data?.today;
  const [adding, setAdding] = useState(false);
  return (
    <Page
      title={t("webhooks.title")}
      lead={t("webhooks.lead")}
      actions={
        <Button variant="filled" onClick={() => setAdding(true)}>
          {t("webhooks.add")}
        </Button>
      }
    >
      <Loaded asked={asked} waiting={<Waiting rows={4} />}>
        {({ webhooks }) =>
          webhooks.length === 0 ? (
            <Empty why={t("webhooks.empty")}>{t("webhooks.emptyNext")}</Empty>
          ) : (
            <Systems webhooks={webhooks} />
          )
        }
      </Loaded>
      {adding && today !== undefined && (
        <WebhookDialog known={undefined} today={today} onClose={() => setAdding(false)} />
      )}
    </Page>
  );
}

function Systems({ webhooks }: { webhooks: readonly Webhook[] }) {
  const { t } = useTranslation();
  return (
    <table className={table.table} aria-label={t("webhooks.title")} role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader">{t("webhooks.system")}</th>
          <th role="columnheader">{t("webhooks.state")}</th>
          <th role="columnheader" className={table.number}>
            {t("webhooks.waiting")}
          </th>
          <th role="columnheader" className={table.number}>
            {t("webhooks.givenUp")}
          </th>
          <th role="columnheader">{t("webhooks.types")}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {webhooks.map((webhook) => (
          <SystemRow key={webhook.id} webhook={webhook} />
        ))}
      </tbody>
    </table>
  );
}

function SystemRow({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation();
  const words = useWebhookWords();
  const { word, tone } = stateOf(webhook);
  return (
    <tr role="row">
      <td role="cell" className={styles.system}>
        <Link
          className={`${table.link} ${table.name} ${styles.open}`}
          to="/webhooks/$id"
          params={{ id: webhook.id }}
        >
          {nameOf(webhook)}
        </Link>
        <div className={`${table.small} ${styles.url}`}>{webhook.url}</div>
      </td>
      <td role="cell">
        <Chip tone={tone}>{t(word)}</Chip>
        {webhook.acceptedAt !== null && (
          <div className={`${table.small} ${styles.below}`}>
            {t("webhooks.accepted", { when: words.when(webhook.acceptedAt) })}
          </div>
        )}
      </td>
      <td role="cell" className={table.number}>
        <Count id={webhook.id} state="waiting" count={webhook.waiting} label={t("webhooks.waiting")} />
      </td>
      <td role="cell" className={table.number}>
        <Count id={webhook.id} state="given_up" count={webhook.givenUp} label={t("webhooks.givenUp")} />
      </td>
      <td role="cell" className={table.small}>
        {words.types(webhook)}
      </td>
    </tr>
  );
}

/** A number that leads to the list behind it. */
function Count(props: { id: string; state: MessageState; count: number; label: string }) {
  const words = useWebhookWords();
  const { id, state, count, label } = props;
  const said = (
    <>
      {words.count(count)} <span className={styles.label}>{label.toLowerCase()}</span>
    </>
  );
  if (count === 0) return <span className={styles.none}>{said}</span>;
  return (
    <Link className={`${table.link} ${styles.open}`} to="/webhooks/$id" params={{ id }} search={{ state }}>
      {said}
    </Link>
  );
}
