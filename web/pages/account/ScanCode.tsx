/** A QR code for the telephone's app, and the first code it shows: only with that the second factor is on. */
import { Button, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { auth } from "../../api/session.ts";
import { SignInWrong } from "../sign-in/SignInWrong.tsx";
import styles from "./AccountPage.module.css";

export interface Begun {
  totpURI: string;
  backupCodes: string[];
}

export function ScanCode({ begun, onDone }: { begun: Begun; onDone: () => unknown }) {
  const { t } = useTranslation();
  const [code, setCode] = useState("");
  const picture = useQuery({
    queryKey: ["qr", begun.totpURI],
    queryFn: async () => (await import("qrcode")).toDataURL(begun.totpURI, { margin: 2, width: 368 }),
    gcTime: 0,
  });
  const secret = new URL(begun.totpURI).searchParams.get("secret") ?? "";
  const verify = useMutation({
    mutationFn: () => auth("/two-factor/verify-totp", { code: code.replaceAll(/\s/g, "") }),
    onSuccess: onDone,
  });
  return (
    <>
      <p className={styles.words}>{t("account.factor.scan")}</p>
      <div className={styles.scan}>
        <img className={styles.qr} src={picture.data} alt={t("account.factor.qr")} width={184} height={184} />
        <div className={styles.aside}>
          <p className={styles.small}>{t("account.factor.byHand")}</p>
          <p className={styles.secret}>{secret.match(/.{1,4}/g)?.join(" ")}</p>
        </div>
      </div>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          verify.mutate();
        }}
      >
        <TextInput
          label={t("account.factor.code")}
          autoComplete="one-time-code"
          inputMode="numeric"
          required
          withAsterisk={false}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <SignInWrong error={verify.error} />
        <Button type="submit" variant="filled" loading={verify.isPending}>
          {t("account.factor.confirm")}
        </Button>
      </form>
    </>
  );
}
