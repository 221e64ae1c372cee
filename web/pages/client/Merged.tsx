/** Records of the same person that this one answers for; each can be taken apart again. */
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { ClientPage } from "../../../src/reports/client-contract.ts";
import { send } from "../../api/fetch.ts";
import { dayOf, sayDay } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { useTroubleWords } from "../../components/trouble-words.ts";
import styles from "./Facts.module.css";
import { Section } from "./Section.tsx";

export function Merged({ client, zone }: { client: ClientPage; zone: string }) {
  const { t } = useTranslation();
  const words = useTroubleWords();
  const language = useLanguage();
  const answers = useQueryClient();
  const { id } = client.profile;
  const apart = useMutation({
    mutationFn: (other: string) => send(`/clients/${id}/unmerge`, { language, body: { other } }),
    onSuccess: () => answers.invalidateQueries(),
  });
  if (client.mergedFrom.length === 0) return null;
  return (
    <Section title={t("client.merged")}>
      <dl className={styles.facts}>
        {client.mergedFrom.map(({ id: other, name, externalId, at, by }) => {
          const day = sayDay(language, dayOf(at, zone), client.today);
          return (
            <div key={other} className={styles.fact}>
              <dt>{name || externalId || t("duplicates.nameless")}</dt>
              <dd>
                {by ? `${day}, ${by}` : day}
                <div>
                  <Button size="compact-sm" loading={apart.isPending} onClick={() => apart.mutate(other)}>
                    {t("client.merged.undo")}
                  </Button>
                </div>
              </dd>
            </div>
          );
        })}
      </dl>
      {apart.error && (
        <p role="alert" className={styles.bad}>
          {t("duplicates.failed", { detail: words(apart.error) })}
        </p>
      )}
    </Section>
  );
}
