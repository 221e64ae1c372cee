/** A chain of one's own: named and given its occasion; the rest is written on its page. */
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../../components/Dialog.tsx";
import { occasionKinds, useChainWords, type OccasionKind } from "./chain-words.ts";
import styles from "./ChainsPage.module.css";
import { firstText } from "./first-text.ts";
import { keepText } from "./use-draft.ts";

const code = /^[a-z][a-z0-9-]{1,40}$/;

export function NewChain(props: { opened: boolean; onClose: () => void; taken: readonly string[] }) {
  const { t } = useTranslation();
  const words = useChainWords();
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const [called, setCalled] = useState("");
  const [occasion, setOccasion] = useState<OccasionKind>("returned");
  const [asked, setAsked] = useState(false);
  const wrong = props.taken.includes(called)
    ? t("chains.new.taken")
    : code.test(called)
      ? undefined
      : t("chains.new.code.expected");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (wrong !== undefined || name.trim() === "") return;
    keepText(called, { text: firstText({ code: called, name: name.trim(), occasion }), tag: "none" });
    void navigate({ to: "/chains/$code", params: { code: called }, search: {} });
  };
  return (
    <Dialog opened={props.opened} onClose={props.onClose} title={t("chains.new")}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <TextInput
          label={t("chains.new.name")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={asked && name.trim() === "" ? t("chains.new.name.expected") : undefined}
          data-autofocus
        />
        <TextInput
          label={t("chains.new.code")}
          description={t("chains.new.code.why")}
          value={called}
          onChange={(event) => setCalled(event.currentTarget.value.trim())}
          error={asked ? wrong : undefined}
          spellCheck={false}
        />
        <NativeSelect
          label={t("chains.occasion")}
          value={occasion}
          onChange={(event) => setOccasion(event.currentTarget.value as OccasionKind)}
          data={occasionKinds
            .filter((kind) => kind !== "missing-facts")
            .map((value) => ({ value, label: words.occasion(value) }))}
        />
        <div>
          <Button type="submit" variant="filled">
            {t("chains.new.begin")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
