/** One system: how it goes, what it is told of, its secret, and every message to it. */
import { Button } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Webhook } from "../../../src/webhooks/contract.ts";
import { useBusiness } from "../../api/resources.ts";
import { BackLink } from "../../components/BackLink.tsx";
import { Chip } from "../../components/Chip.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { Page } from "../../components/Page.tsx";
import { Waiting } from "../../components/Waiting.tsx";
import { Acts } from "./Acts.tsx";
import { MessageList } from "./MessageList.tsx";
import { useWebhook } from "./resources.ts";
import { SecretPart } from "./SecretPart.tsx";
import { nameOf, stateOf, useWebhookWords } from "./webhook-words.ts";
import { WebhookDialog } from "./WebhookDialog.tsx";
import styles from "./Webhooks.module.css";

const route = getRouteApi("/webhooks/$id");

export function WebhookPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const asked = useWebhook(id);
  const today = useBusiness().data?.today;
  const [changing, setChanging] = useState(false);
  const { data } = asked;
  return (
    <>
      <BackLink to="/webhooks">{t("webhooks.title")}</BackLink>
      <Page
        title={data ? nameOf(data) : t("webhooks.title")}
        lead={data ? <span className={styles.url}>{data.url}</span> : ""}
        actions={data && <Button onClick={() => setChanging(true)}>{t("webhooks.change")}</Button>}
      >
        <Loaded asked={asked} waiting={<Waiting rows={8} />}>
          {(webhook) => (
            <>
              <About webhook={webhook} />
              <MessageList webhook={webhook} />
              {changing && today !== undefined && (
                <WebhookDialog known={webhook} today={today} onClose={() => setChanging(false)} />
              )}
            </>
          )}
        </Loaded>
      </Page>
    </>
  );
}

function About({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation();
  const words = useWebhookWords();
  const { word, tone } = stateOf(webhook);
  return (
    <div className={styles.about}>
      <section aria-labelledby="webhook-state">
        <h2 id="webhook-state">{t("webhooks.state")}</h2>
        <p className={styles.stands}>
          <Chip tone={tone}>{t(word)}</Chip> {useStanding(webhook)}
        </p>
        <Acts webhook={webhook} />
      </section>
      <section aria-labelledby="webhook-types">
        <h2 id="webhook-types">{t("webhooks.types")}</h2>
        <p className={styles.stands}>{words.types(webhook)}</p>
        <p className={styles.means}>
          {t(webhook.personal ? "webhooks.personal.yes" : "webhooks.personal.no")}
        </p>
      </section>
      <SecretPart webhook={webhook} />
    </div>
  );
}

/** What is behind the state, in sentences. */
function useStanding({ disabledBecause, failingSince, restUntil, acceptedAt }: Webhook): string {
  const { t } = useTranslation();
  const { when } = useWebhookWords();
  const accepted = acceptedAt
    ? t("webhooks.accepted", { when: when(acceptedAt) })
    : t("webhooks.accepted.none");
  if (disabledBecause)
    return [t(`webhooks.off.${disabledBecause}`), accepted, t("webhooks.off.next")].join(" ");
  if (failingSince === null) return accepted;
  const next = restUntil ? [t("webhooks.rest", { when: when(restUntil) })] : [];
  return [t("webhooks.failing.since", { when: when(failingSince) }), ...next, accepted].join(" ");
}
