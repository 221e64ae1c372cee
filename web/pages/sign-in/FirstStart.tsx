/** The very first minute: nobody can sign in yet, and whoever is here becomes the owner. */
import { Button, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../../api/fetch.ts";
import { Trouble } from "../../components/Trouble.tsx";
import { useLanguage } from "../../language/i18n.ts";
import { NewPasswordField } from "./NewPasswordField.tsx";
import { EmailField } from "./EmailField.tsx";
import styles from "./SignInPage.module.css";

export function FirstStart({ onIn }: { onIn: () => unknown }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const make = useMutation({
    mutationFn: () => send("/owner-account", { language, body: { name, email: email.trim(), password } }),
    onSuccess: onIn,
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate();
      }}
    >
      <TextInput
        label={t("firstStart.name")}
        name="name"
        autoComplete="name"
        required
        withAsterisk={false}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <EmailField value={email} onChange={setEmail} />
      <NewPasswordField label={t("signIn.password")} value={password} onChange={setPassword} />
      {make.error && <Trouble error={make.error} onRetry={() => make.mutate()} />}
      <Button type="submit" variant="filled" loading={make.isPending}>
        {t("firstStart.make")}
      </Button>
    </form>
  );
}
