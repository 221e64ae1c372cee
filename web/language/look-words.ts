/** What of a client somebody looked at, in words. */
import { useTranslation } from "react-i18next";

const looks = {
  page: true,
  timeline: true,
  explain: true,
  export: true,
  consents: true,
  changes: true,
  agreed: true,
  gifts: true,
  visit: true,
  demands: true,
  changed: true,
  found: true,
  statement: true,
  touches: true,
  calls: true,
  duplicates: true,
  complaints: true,
  visitors: true,
  handoffs: true,
  segments: true,
  "chain-previews": true,
  chains: true,
  "planned-trips": true,
  reports: true,
  "result-files": true,
  cards: true,
  reminders: true,
  operators: true,
  "erasure-acts": true,
} as const;
const isLook = (what: string): what is keyof typeof looks => what in looks;

export function useLookWord(): (what: string) => string {
  const { t } = useTranslation();
  return (what) => (isLook(what) ? t(`look.${what}`) : t("look.other"));
}
