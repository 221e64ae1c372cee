import { Button, Checkbox } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { auth } from "../../api/session.ts";
import { PasswordField } from "./PasswordField.tsx";
import { EmailField } from "./EmailField.tsx";
import { SignInWrong } from "./SignInWrong.tsx";
import styles from "./SignInPage.module.css";

export function PasswordForm({ onIn, onCode }: { onIn: () => unknown; onCode: () => void }) {
  const { t } = useTranslation();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [remember, setRemember] = useState(true);
  const signIn = useMutation({
    mutationFn: () =>
      auth<{ twoFactorRedirect?: boolean }>("/sign-in/email", {
        email: email.trim(),
        password,
        rememberMe: remember,
      }),
    onSuccess: ({ twoFactorRedirect }) => (twoFactorRedirect ? onCode() : onIn()),
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        signIn.mutate();
      }}
    >
      <EmailField value={email} onChange={setEmail} />
      <PasswordField label={t("signIn.password")} name="password" value={password} onChange={setPassword} />
      <Checkbox
        label={t("signIn.remember")}
        checked={remember}
        onChange={(event) => setRemember(event.currentTarget.checked)}
      />
      <SignInWrong error={signIn.error} />
      <Button type="submit" variant="filled" loading={signIn.isPending}>
        {t("signIn.enter")}
      </Button>
    </form>
  );
}
