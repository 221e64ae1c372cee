/** Why something was refused, in words a cashier can pass on. */
import { useTranslation } from "react-i18next";

const known = [
  "card_blocked",
  "card_expired",
  "card_replaced",
  "card_waiting",
  "idempotency_conflict",
  "insufficient_bonus",
  "insufficient_deposit",
  "not_found",
  "number_taken",
  "processing_stopped",
  "range_used_up",
  "wrong_state",
  "not_allowed",
] as const;

interface Refused {
  code?: string | undefined;
  field?: string | undefined;
  detail?: string | undefined;
}

export function useRefusal(): (refused: Refused) => string {
  const { t } = useTranslation();
  return ({ code, field, detail }) => {
    if (field?.endsWith("phone") || field?.endsWith("email")) return t("desk.refused.address");
    const word = known.find((one) => one === code);
    return word ? t(`desk.refused.${word}`) : (detail ?? t("desk.refused.other"));
  };
}
