/** When a client may be called, in the client's own time. */
import { useTranslation } from "react-i18next";
import type { Call } from "../../src/reports/contract.ts";
import { dayOf, sayMoment, sayTime, type Day } from "../language/days.ts";
import { useLanguage } from "../language/i18n.ts";

export function useUntil(): (call: Call, today: Day) => string {
  const { t } = useTranslation();
  const language = useLanguage();
  return (call, today) => {
    const open = call.notBefore !== null && sayTime(language, call.notBefore, call.zone) > call.localTime;
    const sameDay = call.notAfter !== null && dayOf(call.notAfter, call.zone) === today;
    if (call.notAfter === null) return "";
    const till = sameDay
      ? sayTime(language, call.notAfter, call.zone)
      : sayMoment(language, call.notAfter, call.zone, today);
    if (sameDay && till <= call.localTime) return t("calls.over", { time: till });
    return open && call.notBefore !== null && sameDay
      ? t("calls.between", { from: sayTime(language, call.notBefore, call.zone), till })
      : t("calls.till", { time: till });
  };
}
