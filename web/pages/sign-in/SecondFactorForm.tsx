import { Button, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { auth } from "../../api/session.ts";
import { SignInWrong } from "./SignInWrong.tsx";
import styles from "./SignInPage.module.css";

/** Six digits from the telephone, or one of the spare codes that were written down. */
export function SecondFactorForm({ onIn, onBack }: { onIn: () => unknown; onBack: () => void }) {
  const { t } = useTranslation();
  const [code, setCode] = useState("");
  const typed = code.replaceAll(/\s/g, "");
  const verify = useMutation({
    mutationFn: () =>
      /^\d{6}$/.test(typed)
        ? auth("/two-factor/verify-totp", { code: typed })
        : auth("/two-factor/verify-backup-code", { code: typed }),
    onSuccess: onIn,
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        verify.mutate();
      }}
    >
      <TextInput
        label={t("signIn.code")}
        description={t("signIn.codeHint")}
        name="code"
        autoComplete="one-time-code"
        data-autofocus
        required
        withAsterisk={false}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <SignInWrong error={verify.error} />
      <Button type="submit" variant="filled" loading={verify.isPending}>
        {t("signIn.enter")}
      </Button>
      <Button variant="subtle" onClick={onBack}>
        {t("signIn.back")}
      </Button>
    </form>
  );
}
