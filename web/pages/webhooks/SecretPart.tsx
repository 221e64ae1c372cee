/** What messages are signed with: never shown again, replaced by another one while the old one still holds. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Webhook } from "../../../src/webhooks/contract.ts";
import { Dialog } from "../../components/Dialog.tsx";
import { useTroubleWords } from "../../components/trouble-words.ts";
import { ToCopy } from "../keys/ToCopy.tsx";
import { useNewSecret } from "./resources.ts";
import { useWebhookWords } from "./webhook-words.ts";
import styles from "./Webhooks.module.css";

export function SecretPart({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation();
  const { when } = useWebhookWords();
  const sayTrouble = useTroubleWords();
  const make = useNewSecret(webhook.id);
  const ends = webhook.secrets.flatMap(({ expiresAt }) => expiresAt ?? []).sort();
  const last = ends.at(-1);
  return (
    <section aria-labelledby="webhook-secret">
      <h2 id="webhook-secret">{t("webhooks.secret")}</h2>
      <p className={styles.means}>
        {t("webhooks.secret.about")}
        {last !== undefined && ` ${t("webhooks.secret.until", { when: when(last) })}`}
      </p>
      <div className={styles.actions}>
        <Button loading={make.isPending} onClick={() => make.mutate()}>
          {t("webhooks.secret.make")}
        </Button>
      </div>
      {make.error && (
        <p className={styles.wrong} role="alert">
          {sayTrouble(make.error)}
        </p>
      )}
      <Dialog opened={make.data !== undefined} onClose={make.reset} title={t("webhooks.secret.make")}>
        {make.data && (
          <ToCopy
            about={t("webhooks.once")}
            text={make.data.secret}
            copy={t("webhooks.copy")}
            onClose={make.reset}
          />
        )}
      </Dialog>
    </section>
  );
}
