/** What can be done about a system: tried, switched off and on, removed. What cannot be undone is asked about once more. */
import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Webhook } from "../../../src/webhooks/contract.ts";
import { Dialog } from "../../components/Dialog.tsx";
import { useTroubleWords } from "../../components/trouble-words.ts";
import { useChange, useRemove, useTest } from "./resources.ts";
import { nameOf, useWhy } from "./webhook-words.ts";
import styles from "./Webhooks.module.css";

export function Acts({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation();
  const why = useWhy();
  const sayTrouble = useTroubleWords();
  const navigate = useNavigate();
  const [asked, setAsked] = useState(false);
  const test = useTest(webhook.id);
  const turn = useChange(webhook.id);
  const remove = useRemove(webhook.id, () => navigate({ to: "/webhooks" }));
  const isOn = webhook.state === "enabled";
  const error = test.error ?? turn.error ?? remove.error;
  return (
    <>
      <div className={styles.actions}>
        <Button loading={test.isPending} onClick={() => test.mutate()}>
          {t("webhooks.test")}
        </Button>
        <Button
          loading={turn.isPending}
          onClick={() => turn.mutate({ state: isOn ? "disabled" : "enabled" })}
        >
          {t(isOn ? "webhooks.turnOff" : "webhooks.turnOn")}
        </Button>
        <Button loading={remove.isPending} onClick={() => setAsked(true)}>
          {t("webhooks.remove")}
        </Button>
      </div>
      {test.data && (
        <p className={styles.tested} role="status" data-failed={!test.data.accepted}>
          {test.data.accepted
            ? t("webhooks.test.accepted")
            : t("webhooks.test.refused", { why: why(test.data) })}
        </p>
      )}
      {error && (
        <p className={styles.wrong} role="alert">
          {sayTrouble(error)}
        </p>
      )}
      <Dialog
        opened={asked}
        onClose={() => setAsked(false)}
        title={t("webhooks.remove.ask", { name: nameOf(webhook) })}
      >
        <p>{t("webhooks.remove.what")}</p>
        <div className={styles.actions}>
          <Button
            variant="filled"
            onClick={() => {
              setAsked(false);
              remove.mutate();
            }}
          >
            {t("webhooks.remove")}
          </Button>
          <Button onClick={() => setAsked(false)}>{t("webhooks.remove.keep")}</Button>
        </div>
      </Dialog>
    </>
  );
}
