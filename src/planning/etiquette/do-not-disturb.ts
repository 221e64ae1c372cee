/** The client's own wish, of the person and of the address; no role can override it. */
import { sql } from "../../database/sql.ts";
import { dayWords } from "../say.ts";
import type { EtiquetteRule } from "../etiquette-rule.ts";
import { beginningOf } from "./beginning-of.ts";

export const doNotDisturb: EtiquetteRule = {
  code: "do_not_disturb",
  place: 2,
  name: { ru: "просили не беспокоить", en: "asked not to be disturbed" },
  refuses: sql`o.wish_scope is not null`,
  because: sql`case when o.wish_scope is null then '{}' else jsonb_build_object('scope', o.wish_scope,
    'since', o.wish_since, 'until', o.wish_until, 'from', o.wish_held_by) end`,
  notBefore: beginningOf(sql`o.wish_until + 1`),
  say: ({ says, because }, { language, today }) => {
    if (says === "allow")
      return { ru: "Просьбы не беспокоить нет.", en: "No wish not to be disturbed." }[language];
    const scope = scopes[String(because["scope"])]?.[language] ?? "";
    const since = dayWords(because["since"], language, today);
    const until = because["until"] ? dayWords(because["until"], language, today) : undefined;
    const where = because["from"] === "address";
    if (language === "ru") {
      const who = where ? "По этому адресу просили" : "Просили";
      return `${who} не беспокоить${scope} с ${since}${until ? ` по ${until}` : ""}.`;
    }
    return `${where ? "This address asked" : "Asked"} not to be disturbed${scope} since ${since}${until ? ` until ${until}` : ""}.`;
  },
};

const scopes: Record<string, { ru: string; en: string }> = {
  everything: { ru: "", en: "" },
  advertising: { ru: " рекламой", en: " by advertising" },
  channel: { ru: " этим способом", en: " this way" },
};
