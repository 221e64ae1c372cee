/** A system to tell, or one that is told already: where, of what, and whether of whom. Its secret is told this once. */
import { Button, Checkbox, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { EventType, Webhook } from "../../../src/webhooks/contract.ts";
import { eventTypes } from "../../api/closed-lists.ts";
import { forgetDraft, useDraft } from "../../api/draft.ts";
import { ApiTrouble } from "../../api/fetch.ts";
import { Dialog } from "../../components/Dialog.tsx";
import { useTroubleWords, withoutField } from "../../components/trouble-words.ts";
import type { Day } from "../../language/days.ts";
import { ToCopy } from "../keys/ToCopy.tsx";
import { useKeep } from "./resources.ts";
import { nameOf } from "./webhook-words.ts";
import styles from "./Webhooks.module.css";

interface Props {
  known: Webhook | undefined;
  today: Day;
  onClose: () => void;
}

export function WebhookDialog({ known, today, ...props }: Props) {
  const { t } = useTranslation();
  const [secret, setSecret] = useState<string>();
  // A new one is found again as it was left; one that is there already is shown as it is.
  const onClose = () => {
    if (known) forgetDraft(draftOf(known));
    props.onClose();
  };
  return (
    <Dialog opened onClose={onClose} title={known ? nameOf(known) : t("webhooks.add")}>
      {secret === undefined ? (
        <WebhookForm known={known} today={today} onClose={onClose} onSecret={setSecret} />
      ) : (
        <ToCopy about={t("webhooks.once")} text={secret} copy={t("webhooks.copy")} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface Written {
  url: string;
  words: string;
  types: readonly EventType[];
  personal: boolean;
}

const draftOf = (known: Webhook | undefined): string => `webhook ${known?.id ?? "new"}`;

const writtenOf = (known: Webhook | undefined): Written => ({
  url: known?.url ?? "",
  words: known?.words ?? "",
  types: known?.types ?? [],
  personal: known?.personal ?? false,
});

function sentence(trouble: string): string {
  const said = withoutField(trouble);
  return said.charAt(0).toUpperCase() + said.slice(1);
}

function WebhookForm(props: Props & { onSecret: (secret: string) => void }) {
  const { t } = useTranslation();
  const { known, today, onClose, onSecret } = props;
  const draft = draftOf(known);
  const [written, setWritten] = useDraft(draft, { empty: writtenOf(known), today });
  const [tried, setTried] = useState(false);
  const keep = useKeep(known?.id);
  const put = (part: Partial<Written>) => {
    keep.reset();
    setWritten({ ...written, ...part });
  };
  const sayTrouble = useTroubleWords();
  const { error } = keep;
  const isOfUrl = error instanceof ApiTrouble && error.field === "url";
  const { url, words, types, personal } = written;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (types.length === 0 || keep.isPending) return;
        keep.mutate(
          { url: url.trim(), words: words.trim(), types: [...types], personal },
          {
            onSuccess: (secret) => {
              forgetDraft(draft);
              if (secret === undefined) onClose();
              else onSecret(secret);
            },
          },
        );
      }}
    >
      <TextInput
        label={t("webhooks.url")}
        description={t("webhooks.url.hint")}
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        required
        withAsterisk={false}
        maxLength={2000}
        value={url}
        error={isOfUrl && sentence(sayTrouble(error))}
        onChange={({ currentTarget }) => put({ url: currentTarget.value })}
      />
      <TextInput
        label={t("webhooks.words")}
        description={t("webhooks.words.hint")}
        maxLength={200}
        value={words}
        onChange={({ currentTarget }) => put({ words: currentTarget.value })}
      />
      <Checkbox.Group
        label={t("webhooks.types")}
        value={[...types]}
        error={tried && types.length === 0 && t("webhooks.types.none")}
        onChange={(given) => put({ types: eventTypes.filter((type) => given.includes(type)) })}
      >
        <div className={styles.types}>
          {eventTypes.map((type) => (
            <Checkbox key={type} value={type} label={t(`webhooks.event.${type}`)} />
          ))}
        </div>
      </Checkbox.Group>
      <Checkbox
        label={t("webhooks.personal")}
        description={t("webhooks.personal.hint")}
        checked={personal}
        onChange={({ currentTarget }) => put({ personal: currentTarget.checked })}
      />
      {error && !isOfUrl && (
        <p className={styles.wrong} role="alert">
          {sayTrouble(error)}
        </p>
      )}
      <div className={styles.actions}>
        <Button type="submit" variant="filled" loading={keep.isPending}>
          {t(known ? "webhooks.save" : "webhooks.make")}
        </Button>
      </div>
    </form>
  );
}
