/** A lent card was shown by somebody it had not been shown by before: thanks to the card's owner. */
import { sql } from "../../database/sql.ts";
import { sayDay } from "../../kernel/language.ts";
import { day, onlyClients, type OccasionSource } from "../occasion.ts";

export const acquaintance: OccasionSource = {
  kind: "acquaintance",
  // Served by the index presentation_lent; what was before is asked of the owner's own rows.
  select: (range) => sql`
    select distinct on (shown.client_id, shown.card_id, shown.bearer_client_id) shown.client_id,
      'acquaintance:' || shown.card_id || ':' || shown.bearer_client_id as occasion_key,
      shown.presented_on as occasion_date,
      jsonb_build_object('card', shown.card_id, 'presentedOn', shown.presented_on, 'office', office.name) as facts,
      0::bigint as worth
    from presentation as shown left join office on office.id = shown.office_id
    where shown.bearer = 'client' and shown.presented_on between ${day(range.from)} and ${day(range.to)}
      and shown.bearer_client_id <> shown.client_id
      and not exists (
        select from presentation as earlier where earlier.client_id = shown.client_id
          and earlier.card_id = shown.card_id and earlier.bearer_client_id = shown.bearer_client_id
          and earlier.presented_on < shown.presented_on
      )
      ${onlyClients("shown.client_id", range)}
    order by shown.client_id, shown.card_id, shown.bearer_client_id, shown.presented_on, shown.id`,
  say(facts, { language, today }) {
    const on = sayDay(language, Temporal.PlainDate.from(String(facts["presentedOn"])), today);
    return {
      ru: `карту ${on} предъявил кто-то новый`,
      en: `somebody new showed the card on ${on}`,
    }[language];
  },
};
