/** Keeps what the columns hold under a name, for the next file of this kind. */
import { Button, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Import } from "../../../src/clients/import-contract.ts";
import { forgetDraft, useDraft } from "../../api/draft.ts";
import { change } from "../../api/fetch.ts";
import { Trouble } from "../../components/Trouble.tsx";
import type { Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import styles from "./ReadAnew.module.css";

export function KeepMapping(props: { found: Import; chosen: Readonly<Record<string, string>>; today: Day }) {
  const { found, chosen, today } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const answers = useQueryClient();
  const draft = `mapping ${found.id}`;
  const [{ name }, put] = useDraft(draft, { empty: { name: "" }, today });
  const keep = useMutation({
    mutationFn: () =>
      change("PUT", `/import-mappings/${encodeURIComponent(name.trim())}`, {
        language,
        body: {
          columns: Object.fromEntries(
            found.columns.map(({ heading, fact }) => [heading, chosen[heading] ?? fact]),
          ),
        },
      }),
    onSuccess: () => {
      forgetDraft(draft);
      return answers.invalidateQueries({ queryKey: ["/import-mappings"] });
    },
  });
  return (
    <div>
      <div className={`${styles.actions} ${styles.named}`}>
        <TextInput
          label={t("imports.mapping.name")}
          value={name}
          maxLength={100}
          onChange={(event) => put({ name: event.currentTarget.value })}
        />
        <Button loading={keep.isPending} disabled={name.trim() === ""} onClick={() => keep.mutate()}>
          {t("imports.mapping.save")}
        </Button>
        <span role="status">{keep.isSuccess && t("imports.mapping.saved", { name })}</span>
      </div>
      {keep.error && <Trouble error={keep.error} onRetry={() => keep.mutate()} />}
    </div>
  );
}
