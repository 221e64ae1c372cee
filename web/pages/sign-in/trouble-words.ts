/** What the library calls trouble, in words for a person. */
import { useTranslation } from "react-i18next";

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

export function useTroubleWord(): (code: string) => string {
  const { t } = useTranslation();
  return (code) => (isKnown(code) ? t(words[code]) : t("signIn.trouble.other"));
}
