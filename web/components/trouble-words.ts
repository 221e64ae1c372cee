/** Why something was not done, in one sentence that can stand beside it. What was typed stays where it was. */
import { useTranslation } from "react-i18next";
import { ApiTrouble } from "../api/fetch.ts";

/** What is said of a field, beside that field: without its name. */
export const withoutField = (trouble: string): string => trouble.replace(/^[\w.]+: /, "");

export function useTroubleWords(): (error: Error) => string {
  const { t } = useTranslation();
  return (error) => {
    const { status, detail } = error instanceof ApiTrouble ? error : { status: undefined, detail: undefined };
    return status === 0 ? t("trouble.silent") : (detail ?? t("trouble.broken"));
  };
}
