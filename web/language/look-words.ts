/** What of a client somebody looked at, in words; what has none keeps the program's own. */
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
} as const;
const isLook = (what: string): what is keyof typeof looks => what in looks;

export function useLookWord(): (what: string) => string {
  const { t } = useTranslation();
  return (what) => (isLook(what) ? t(`look.${what}`) : what);
}
