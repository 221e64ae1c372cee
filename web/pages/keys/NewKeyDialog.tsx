/** A key for another program: what it is called, what it may, how long; told once. */
import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { MadeApiKey } from "../../../src/access/key-contract.ts";
import { keysKey } from "../../api/access.ts";
import { forgetDraft, useDraft } from "../../api/draft.ts";
import { send } from "../../api/fetch.ts";
import { Dialog } from "../../components/Dialog.tsx";
import { Trouble } from "../../components/Trouble.tsx";
import { addDays, type Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import styles from "../staff/StaffPage.module.css";
import { ToCopy } from "./ToCopy.tsx";
import { useScopeWord, type Scope } from "./scope-words.ts";

const lives = ["90", "365", "forever"] as const;

interface Written {
  name: string;
  chosen: readonly Scope[];
  life: (typeof lives)[number];
}

const draft = "api-key";
const empty: Written = { name: "", chosen: [], life: "365" };

export function NewKeyDialog(props: { scopes: readonly Scope[]; today: Day; onClose: () => void }) {
  const { scopes, today, onClose } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const answers = useQueryClient();
  const say = useScopeWord();
  const [written, setWritten] = useDraft(draft, { empty, today });
  const { name, chosen, life } = written;
  const put = (part: Partial<Written>) => setWritten({ ...written, ...part });
  const make = useMutation({
    mutationFn: () =>
      send<MadeApiKey>("/api-keys", {
        language,
        body: {
          name,
          scopes: [...chosen],
          ...(life === "forever" ? {} : { expiresAt: `${addDays(today, Number(life))}T00:00:00Z` }),
        },
      }),
    onSuccess: () => {
      forgetDraft(draft);
      return answers.invalidateQueries({ queryKey: keysKey });
    },
  });
  return (
    <Dialog opened onClose={onClose} title={t("apiKeys.make")}>
      {make.data ? (
        <ToCopy about={t("apiKeys.once")} text={make.data.key} copy={t("apiKeys.copy")} onClose={onClose} />
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
            onChange={(event) => put({ name: event.currentTarget.value })}
          />
          <Checkbox.Group
            label={t("apiKeys.scopes")}
            value={[...chosen]}
            onChange={(given) => put({ chosen: scopes.filter((scope) => given.includes(scope)) })}
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
            onChange={(event) =>
              put({ life: lives.find((one) => one === event.currentTarget.value) ?? life })
            }
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
