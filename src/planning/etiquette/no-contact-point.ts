/** No usable address on this channel. */
import { sql } from "../../database/sql.ts";
import type { EtiquetteRule } from "../etiquette-rule.ts";

export const noContactPoint: EtiquetteRule = {
  code: "no_contact_point",
  place: 4,
  name: { ru: "нет контакта", en: "no contact point" },
  refuses: sql`o.contact_point_id is null`,
  because: sql`jsonb_build_object('channel', o.channel, 'usable', o.contact_point_id is not null,
    'unusable', coalesce(to_jsonb(o.unusable_contact_points), '[]'))`,
  say: ({ says, because }, { language }) => {
    const call = because["channel"] === "call";
    if (says === "allow") {
      return call
        ? { ru: "Телефон есть.", en: "There is a phone." }[language]
        : { ru: "Адрес почты есть.", en: "There is an e-mail address." }[language];
    }
    const states = (because["unusable"] as string[]).map((state) => states_[state]?.[language] ?? state);
    const what = call ? { ru: "Телефона", en: "phone" } : { ru: "Адреса почты", en: "e-mail address" };
    if (states.length === 0) return { ru: `${what.ru} нет.`, en: `There is no ${what.en}.` }[language];
    return {
      ru: `Годного ${what.ru.toLowerCase()} нет: ${states.join(", ")}.`,
      en: `There is no usable ${what.en}: ${states.join(", ")}.`,
    }[language];
  },
};

const states_: Record<string, { ru: string; en: string }> = {
  bounced: { ru: "письма не доходят", en: "letters bounce" },
  wrong: { ru: "чужой или неверный", en: "wrong" },
  opted_out: { ru: "отписан", en: "opted out" },
};
