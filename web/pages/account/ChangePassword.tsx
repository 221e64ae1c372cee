import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sessionsKey } from "../../api/access.ts";
import { auth } from "../../api/session.ts";
import { NewPasswordField } from "../sign-in/NewPasswordField.tsx";
import { PasswordField } from "../sign-in/PasswordField.tsx";
import { SignInWrong } from "../sign-in/SignInWrong.tsx";
import styles from "./AccountPage.module.css";

export function ChangePassword() {
  const { t } = useTranslation();
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
        <PasswordField label={t("account.password.now")} value={before} onChange={setBefore} />
        <NewPasswordField label={t("account.password.new")} value={after} onChange={setAfter} />
        <SignInWrong error={change.error} />
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
