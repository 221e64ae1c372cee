/** What an audit line tells of, in words; what has none keeps the program's own. */
import { useTranslation } from "react-i18next";
import { useLookWord } from "../../language/look-words.ts";

const areas = {
  clients: "area.clients",
  newcomers: "area.clients",
  imports: "area.clients",
  complaints: "area.clients",
  calls: "area.calls",
  operators: "area.calls",
  handoffs: "area.handoffs",
  chains: "area.chains",
  packs: "area.chains",
  segments: "area.segments",
  "newsletter-issues": "area.chains",
  cards: "area.cards",
  programs: "area.cards",
  "grace-periods": "area.cards",
  "card-plans": "area.cards",
  "card-number-ranges": "area.cards",
  gifts: "area.gifts",
  webhooks: "area.webhooks",
  calendar: "area.business",
  etiquette: "area.business",
  "operator-hours": "area.business",
  "wanted-facts": "area.business",
  "client-attributes": "area.business",
  staff: "staff.title",
  "api-keys": "apiKeys.title",
  me: "account.own",
} as const;
const acts = {
  POST: "audit.act.post",
  PUT: "audit.act.put",
  PATCH: "audit.act.put",
  DELETE: "audit.act.delete",
} as const;
const isAct = (method: string): method is keyof typeof acts => method in acts;

const isArea = (topic: string): topic is keyof typeof areas => topic in areas;

export function useAuditWords() {
  const { t } = useTranslation();
  const look = useLookWord();
  return {
    look,
    /** Of `POST /api/v1/clients/:id/wishes`: what was done, and where. */
    change(what: string): string {
      const [method = "", path = ""] = what.split(" ");
      return isAct(method) ? `${t(acts[method])} · ${path.replace(/^\/api(\/v1)?\//, "")}` : what;
    },
    /** Of `POST /api/v1/clients/:id/wishes`: clients. */
    area(what: string): string | undefined {
      const topic = /\/api\/v1\/([a-z-]+)/.exec(what)?.[1] ?? "";
      if (what.includes("/api/auth/")) return t("account.own");
      return isArea(topic) ? t(areas[topic]) : undefined;
    },
  };
}
