/** Keys of other programs: what each may, when it was used last, and its end. */
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ApiKey, ApiKeys } from "../../../src/access/key-contract.ts";
import { keysKey, useApiKeys } from "../../api/access.ts";
import { change } from "../../api/fetch.ts";
import { useBusiness } from "../../api/resources.ts";
import { Chip } from "../../components/Chip.tsx";
import { Empty } from "../../components/Empty.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { Page } from "../../components/Page.tsx";
import { Trouble } from "../../components/Trouble.tsx";
import { Waiting } from "../../components/Waiting.tsx";
import table from "../../components/table.module.css";
import { momentMs, sayMoment } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { NewKeyDialog } from "./NewKeyDialog.tsx";
import { useScopeWord } from "./scope-words.ts";

export function KeysPage() {
  const { t } = useTranslation();
  const asked = useApiKeys();
  const today = useBusiness().data?.today;
  const [making, setMaking] = useState(false);
  return (
    <Page
      title={t("apiKeys.title")}
      lead={t("apiKeys.lead")}
      actions={
        <Button variant="filled" onClick={() => setMaking(true)}>
          {t("apiKeys.make")}
        </Button>
      }
    >
      <Loaded asked={asked} waiting={<Waiting rows={4} />}>
        {({ keys, scopes }) => (
          <>
            {keys.length === 0 ? (
              <Empty why={t("apiKeys.empty")}>{t("apiKeys.emptyNext")}</Empty>
            ) : (
              <KeyTable keys={keys} />
            )}
            {making && today !== undefined && (
              <NewKeyDialog scopes={scopes} today={today} onClose={() => setMaking(false)} />
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function KeyTable({ keys }: { keys: ApiKeys["keys"] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const answers = useQueryClient();
  const revoke = useMutation({
    mutationFn: (id: string) => change("DELETE", `/api-keys/${id}`, { language }),
    onSuccess: () => answers.invalidateQueries({ queryKey: keysKey }),
  });
  return (
    <>
      <table className={table.table} aria-label={t("apiKeys.title")} role="table">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader">{t("apiKeys.name")}</th>
            <th role="columnheader">{t("apiKeys.scopes")}</th>
            <th role="columnheader">{t("apiKeys.used")}</th>
            <th role="columnheader">{t("apiKeys.until")}</th>
            <th role="columnheader">{t("apiKeys.state")}</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {keys.map((one) => (
            <KeyRow key={one.id} one={one} onRevoke={() => revoke.mutate(one.id)} busy={revoke.isPending} />
          ))}
        </tbody>
      </table>
      {revoke.error && <Trouble error={revoke.error} onRetry={() => revoke.reset()} />}
    </>
  );
}

function KeyRow({ one, onRevoke, busy }: { one: ApiKey; onRevoke: () => void; busy: boolean }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const business = useBusiness().data;
  const say = useScopeWord();
  const moment = (at: string) => business && sayMoment(language, at, business.zone, business.today);
  const over = one.expiresAt !== null && business && momentMs(one.expiresAt) < momentMs(business.today);
  return (
    <tr role="row">
      <td role="cell">
        <div className={table.name}>{one.name}</div>
        <div className={table.small}>{`${one.prefix}…`}</div>
      </td>
      <td role="cell" className={table.small}>
        {one.scopes.map(say).join(", ")}
      </td>
      <td role="cell" className={table.small}>
        {one.lastUsedAt === null ? t("apiKeys.never") : moment(one.lastUsedAt)}
      </td>
      <td role="cell" className={table.small}>
        {one.expiresAt === null ? t("apiKeys.forever") : moment(one.expiresAt)}
      </td>
      <td role="cell">
        {one.revokedAt !== null ? (
          <Chip tone="stop">{t("apiKeys.revoked")}</Chip>
        ) : over ? (
          <Chip>{t("apiKeys.over")}</Chip>
        ) : (
          <Button
            aria-label={t("apiKeys.revokeNamed", { name: one.name })}
            disabled={busy}
            onClick={onRevoke}
          >
            {t("apiKeys.revoke")}
          </Button>
        )}
      </td>
    </tr>
  );
}
