import { Button, PasswordInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sessionsKey } from "../../api/access.ts";
import { auth, SignInTrouble } from "../../api/session.ts";
import { NewPasswordField } from "../sign-in/NewPasswordField.tsx";
import { useTroubleWord } from "../sign-in/trouble-words.ts";
import styles from "./AccountPage.module.css";

export function ChangePassword() {
  const { t } = useTranslation();
  const say = useTroubleWord();
  const answers = useQueryClient();
  const [before, setBefore] = useState("");
  const [after, setAfter] = useState("");
  const change = useMutation({
    mutationFn: () =>
      auth("/change-password", { currentPassword: before, newPassword: after, revokeOtherSessions: true }),
    onSuccess: () => {
      setBefore("");
      setAfter("");
      return answers.invalidateQueries({ queryKey: sessionsKey });
    },
  });
  return (
    <section aria-labelledby="password">
      <h2 id="password" className={styles.title}>
        {t("account.password")}
      </h2>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate();
        }}
      >
        <PasswordInput
          label={t("account.password.now")}
          autoComplete="current-password"
          required
          withAsterisk={false}
          visibilityToggleButtonProps={{ "aria-label": t("signIn.showPassword") }}
          value={before}
          onChange={(event) => setBefore(event.currentTarget.value)}
        />
        <NewPasswordField label={t("account.password.new")} value={after} onChange={setAfter} />
        {change.error instanceof SignInTrouble && (
          <p role="alert" className={styles.wrong}>
            {say(change.error.code)}
          </p>
        )}
        <p role="status" className={styles.done}>
          {change.isSuccess && t("account.password.changed")}
        </p>
        <Button type="submit" loading={change.isPending}>
          {t("account.password.change")}
        </Button>
      </form>
    </section>
  );
}
