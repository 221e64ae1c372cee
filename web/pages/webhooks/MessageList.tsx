/** What a system was told, what still waits, and what was given up: why, and once more. */
import { Button } from "@mantine/core";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Messages, SentAgain, Webhook } from "../../../src/webhooks/contract.ts";
import { messageStates } from "../../api/closed-lists.ts";
import { Empty } from "../../components/Empty.tsx";
import chip from "../../components/FilterChip.module.css";
import { Loaded } from "../../components/Loaded.tsx";
import { More } from "../../components/More.tsx";
import table from "../../components/table.module.css";
import { useTroubleWords } from "../../components/trouble-words.ts";
import { Waiting } from "../../components/Waiting.tsx";
import { useMessages, useSendAgain } from "./resources.ts";
import { useWebhookWords, useWhy } from "./webhook-words.ts";
import styles from "./Webhooks.module.css";

const route = getRouteApi("/webhooks/$id");

export function MessageList({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation();
  const sayTrouble = useTroubleWords();
  const { state } = route.useSearch();
  const asked = useMessages(webhook.id, state);
  const again = useSendAgain(webhook.id);
  return (
    <section className={styles.messages} aria-labelledby="webhook-messages">
      <h2 id="webhook-messages">{t("webhooks.messages")}</h2>
      <p className={styles.means}>{t("webhooks.messages.about")}</p>
      <div className={styles.above}>
        <Filter webhook={webhook} />
        {webhook.givenUp > 0 && (
          <Button variant="filled" loading={again.isPending} onClick={() => again.mutate({})}>
            {t("webhooks.again.all", { count: webhook.givenUp })}
          </Button>
        )}
      </div>
      {again.data && (
        <p className={styles.tested} role="status">
          {t("webhooks.again.done", { count: again.data.waiting })}
        </p>
      )}
      {again.error && (
        <p className={styles.wrong} role="alert">
          {sayTrouble(again.error)}
        </p>
      )}
      <Loaded asked={asked} waiting={<Waiting rows={6} />}>
        {({ pages }) => {
          const messages = pages.flatMap((page) => page.messages);
          if (messages.length === 0)
            return (
              <Empty why={t(state ? `webhooks.messages.empty.${state}` : "webhooks.messages.empty")}>
                {t("webhooks.messages.emptyNext")}
              </Empty>
            );
          return (
            <>
              <MessageTable
                messages={messages}
                webhook={webhook}
                busy={again.isPending}
                onAgain={(wanted) => again.mutate(wanted)}
              />
              <More list={asked} shown={messages.length} />
            </>
          );
        }}
      </Loaded>
    </section>
  );
}

function Filter({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation();
  const { count } = useWebhookWords();
  const { state: chosen } = route.useSearch();
  const counted = { given_up: webhook.givenUp, waiting: webhook.waiting, delivered: 0 };
  return (
    <nav className={styles.filter} aria-label={t("webhooks.messages.filter")}>
      {([undefined, ...messageStates] as const).map((state) => (
        <Link
          key={state ?? ""}
          to="/webhooks/$id"
          params={{ id: webhook.id }}
          search={state ? { state } : {}}
          className={chip.chip ?? ""}
          data-on={state === chosen}
          aria-current={state === chosen}
          resetScroll={false}
          replace
        >
          {t(`webhooks.messages.${state ?? "all"}`)}
          {state && counted[state] > 0 && `\u00a0${count(counted[state])}`}
        </Link>
      ))}
    </nav>
  );
}

type Message = Messages["messages"][number];

function MessageTable(props: {
  messages: readonly Message[];
  webhook: Webhook;
  busy: boolean;
  onAgain: (wanted: SentAgain) => void;
}) {
  const { t } = useTranslation();
  const { when } = useWebhookWords();
  const { messages, webhook, busy, onAgain } = props;
  return (
    <table className={table.table} aria-labelledby="webhook-messages" role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader">{t("webhooks.when")}</th>
          <th role="columnheader">{t("webhooks.what")}</th>
          <th role="columnheader">{t("webhooks.how")}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {messages.map((message) => {
          const what = t(`webhooks.event.${message.type}`);
          const happened = when(message.happenedAt);
          return (
            <tr key={`${message.id} ${message.client}`} role="row">
              <td role="cell" className={`${table.small} ${table.nowrap}`}>
                {happened}
              </td>
              <td role="cell">
                <span className={styles.what}>{what}</span>{" "}
                <Link className={styles.client} to="/clients/$id" params={{ id: message.client }}>
                  {t("webhooks.client")}
                </Link>
              </td>
              <td role="cell">
                <How message={message} webhook={webhook} />
                {message.state === "given_up" && (
                  <Button
                    size="compact-sm"
                    className={styles.again ?? ""}
                    disabled={busy}
                    aria-label={t("webhooks.again.named", { what, when: happened })}
                    onClick={() => onAgain({ messages: [message.id] })}
                  >
                    {t("webhooks.again")}
                  </Button>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function How({ message, webhook }: { message: Message; webhook: Webhook }) {
  const { t } = useTranslation();
  const { when } = useWebhookWords();
  const why = useWhy();
  const { state, attempts: count, settledAt, nextAttemptAt } = message;
  if (state === "delivered")
    return t("webhooks.delivered", { when: settledAt === null ? "" : when(settledAt) });
  if (state === "given_up")
    return <span className={styles.wrong}>{t("webhooks.lost", { count, why: why(message) })}</span>;
  if (count === 0) return t("webhooks.waits");
  const next = [nextAttemptAt ?? "", webhook.restUntil ?? ""].sort().at(-1);
  return (
    <>
      {t("webhooks.waits.after", { count, why: why(message) })}
      {webhook.state === "enabled" && next && (
        <div className={table.small}>{t("webhooks.waits.next", { when: when(next) })}</div>
      )}
    </>
  );
}
