import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MadeApiKey } from "../../../src/access/key-contract.ts";
import { keysKey } from "../../api/access.ts";
import { send } from "../../api/fetch.ts";
import { useBusiness } from "../../api/resources.ts";
import { Dialog } from "../../components/Dialog.tsx";
import { Trouble } from "../../components/Trouble.tsx";
import { addDays } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import styles from "../staff/StaffPage.module.css";
import { useScopeWord, type Scope } from "./scope-words.ts";

const lives = ["90", "365", "forever"] as const;

export function NewKeyDialog({ scopes, onClose }: { scopes: readonly Scope[]; onClose: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const answers = useQueryClient();
  const today = useBusiness().data?.today;
  const say = useScopeWord();
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState<readonly Scope[]>([]);
  const [life, setLife] = useState<(typeof lives)[number]>("365");
  const make = useMutation({
    mutationFn: () =>
      send<MadeApiKey>("/api-keys", {
        language,
        body: {
          name,
          scopes: [...chosen],
          ...(life === "forever" || !today ? {} : { expiresAt: `${addDays(today, Number(life))}T00:00:00Z` }),
        },
      }),
    onSuccess: () => answers.invalidateQueries({ queryKey: keysKey }),
  });
  return (
    <Dialog opened onClose={onClose} title={t("apiKeys.make")}>
      {make.data ? (
        <KeyToCopy text={make.data.key} onClose={onClose} />
      ) : (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            make.mutate();
          }}
        >
          <TextInput
            label={t("apiKeys.name")}
            description={t("apiKeys.nameHint")}
            required
            withAsterisk={false}
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Checkbox.Group
            label={t("apiKeys.scopes")}
            value={[...chosen]}
            onChange={(given) => setChosen(scopes.filter((scope) => given.includes(scope)))}
          >
            <div className={styles.offices}>
              {scopes.map((scope) => (
                <Checkbox key={scope} value={scope} label={say(scope)} />
              ))}
            </div>
          </Checkbox.Group>
          <NativeSelect
            label={t("apiKeys.life")}
            value={life}
            data={lives.map((one) => ({ value: one, label: t(`apiKeys.life.${one}`) }))}
            onChange={(event) => setLife(lives.find((one) => one === event.currentTarget.value) ?? life)}
          />
          {make.error && <Trouble error={make.error} onRetry={() => make.mutate()} />}
          <div className={styles.actions}>
            <Button type="submit" variant="filled" disabled={chosen.length === 0} loading={make.isPending}>
              {t("apiKeys.makeIt")}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}

function KeyToCopy({ text, onClose }: { text: string; onClose: () => void }) {
  const { t } = useTranslation();
  const clipboard = useClipboard({ timeout: 2000 });
  return (
    <div className={styles.form}>
      <p className={styles.words}>{t("apiKeys.once")}</p>
      <p className={styles.link}>{text}</p>
      <div className={styles.actions}>
        <Button variant="filled" onClick={() => clipboard.copy(text)}>
          {clipboard.copied ? t("staff.copied") : t("apiKeys.copy")}
        </Button>
        <Button onClick={onClose}>{t("keys.close")}</Button>
      </div>
    </div>
  );
}
