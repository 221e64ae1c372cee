/** What went wrong with signing in, in words for a person; nothing where nothing did. */
import { useTranslation } from "react-i18next";
import { SignInTrouble } from "../../api/session.ts";
import styles from "./SignInPage.module.css";

/** By what the library calls it. */
const words = {
  INVALID_EMAIL_OR_PASSWORD: "signIn.trouble.password",
  INVALID_PASSWORD: "signIn.trouble.oldPassword",
  INVALID_EMAIL: "signIn.trouble.email",
  PASSWORD_TOO_SHORT: "signIn.trouble.short",
  INVALID_CODE: "signIn.trouble.code",
  INVALID_BACKUP_CODE: "signIn.trouble.code",
  INVALID_TWO_FACTOR_COOKIE: "signIn.trouble.codeLate",
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: "signIn.trouble.codeLate",
  ACCOUNT_TEMPORARILY_LOCKED: "signIn.trouble.tooOften",
  FAILED_TO_CREATE_SESSION: "signIn.trouble.disabled",
  TOO_OFTEN: "signIn.trouble.tooOften",
  SILENT: "trouble.offline",
} as const;

const isKnown = (code: string): code is keyof typeof words => code in words;

export function SignInWrong({ error }: { error: Error | null }) {
  const { t } = useTranslation();
  if (!(error instanceof SignInTrouble)) return null;
  return (
    <p role="alert" className={styles.wrong}>
      {isKnown(error.code) ? t(words[error.code]) : t("signIn.trouble.other")}
    </p>
  );
}
