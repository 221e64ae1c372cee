/** The second factor: off, being set up with a telephone, on. Each step asks for the password. */
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { meKey, useMe } from "../../api/me.ts";
import { auth } from "../../api/session.ts";
import { PasswordField } from "../sign-in/PasswordField.tsx";
import { SignInWrong } from "../sign-in/SignInWrong.tsx";
import styles from "./AccountPage.module.css";
import { ScanCode, type Begun } from "./ScanCode.tsx";

export function SecondFactor() {
  const { t } = useTranslation();
  const { secondFactor } = useMe();
  const answers = useQueryClient();
  const [begun, setBegun] = useState<Begun>();
  const [password, setPassword] = useState("");
  const step = useMutation({
    mutationFn: () =>
      secondFactor
        ? auth("/two-factor/disable", { password }).then(() => undefined)
        : auth<Begun>("/two-factor/enable", { password }),
    onSuccess: async (answer) => {
      setPassword("");
      setBegun(answer);
      await answers.invalidateQueries({ queryKey: meKey });
    },
  });
  return (
    <section aria-labelledby="second-factor">
      <h2 id="second-factor" className={styles.title}>
        {t("account.factor")}
      </h2>
      {begun && !secondFactor ? (
        <ScanCode begun={begun} onDone={() => answers.invalidateQueries({ queryKey: meKey })} />
      ) : (
        <>
          {begun && <SpareCodes codes={begun.backupCodes} />}
          <p className={styles.words}>{secondFactor ? t("account.factor.on") : t("account.factor.off")}</p>
          <form
            className={styles.form}
            onSubmit={(event) => {
              event.preventDefault();
              step.mutate();
            }}
          >
            <PasswordField label={t("account.factor.password")} value={password} onChange={setPassword} />
            <SignInWrong error={step.error} />
            <Button type="submit" loading={step.isPending}>
              {secondFactor ? t("account.factor.switchOff") : t("account.factor.switchOn")}
            </Button>
          </form>
        </>
      )}
    </section>
  );
}

function SpareCodes({ codes }: { codes: readonly string[] }) {
  const { t } = useTranslation();
  return (
    <>
      <p className={styles.words}>{t("account.factor.spare")}</p>
      <ul className={styles.codes} aria-label={t("account.factor.spareCodes")}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
    </>
  );
}
