import { Button, Checkbox, PasswordInput, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { auth, SignInTrouble } from "../../api/session.ts";
import { useTroubleWord } from "./trouble-words.ts";
import styles from "./SignInPage.module.css";

export function PasswordForm({ onIn, onCode }: { onIn: () => unknown; onCode: () => void }) {
  const { t } = useTranslation();
  const say = useTroubleWord();
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
      <TextInput
        label={t("signIn.email")}
        type="email"
        name="email"
        autoComplete="username"
        required
        withAsterisk={false}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordInput
        label={t("signIn.password")}
        name="password"
        autoComplete="current-password"
        required
        withAsterisk={false}
        visibilityToggleButtonProps={{ "aria-label": t("signIn.showPassword") }}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Checkbox
        label={t("signIn.remember")}
        checked={remember}
        onChange={(event) => setRemember(event.currentTarget.checked)}
      />
      {signIn.error instanceof SignInTrouble && (
        <p role="alert" className={styles.wrong}>
          {say(signIn.error.code)}
        </p>
      )}
      <Button type="submit" variant="filled" loading={signIn.isPending}>
        {t("signIn.enter")}
      </Button>
    </form>
  );
}
