/** The card itself ends; hangs on its expiry date, until a renewal is under way. */
import { sql } from "../../database/sql.ts";
import { sayDay } from "../../kernel/language.ts";
import { day, onlyClients, type OccasionSource } from "../occasion.ts";

export const cardExpiry: OccasionSource = {
  kind: "card-expiry",
  // Served by the index card_expires.
  select: (range) => sql`
    select card.client_id, 'card-expiry:' || card.id || ':' || card.expires_on as occasion_key,
      card.expires_on as occasion_date,
      jsonb_build_object('card', card.id, 'number', card.number, 'expiresOn', card.expires_on,
        'office', office.name) as facts,
      card.balance as worth
    from card left join office on office.id = card.sold_at_office_id
    where card.state = 'active' and card.expires_on between ${day(range.from)} and ${day(range.to)}
      and not exists (
        select from card_renewal where card_renewal.client_id = card.client_id and card_renewal.card_id = card.id
          and card_renewal.state in ('office_chosen', 'made', 'arrived')
      )
      ${onlyClients("card.client_id", range)}`,
  say(facts, { language, today }) {
    const on = sayDay(language, Temporal.PlainDate.from(String(facts["expiresOn"])), today);
    return { ru: `карта действует до ${on}`, en: `the card is good until ${on}` }[language];
  },
};
