/** The card itself ends; hangs on its expiry date, until a renewal is under way. */
import type { RawBuilder } from "kysely";
import { sql } from "../../database/sql.ts";
import { sayDay } from "../../kernel/language.ts";
import { day, onlyClients, type OccasionRange, type OccasionSource } from "../occasion.ts";
import { balanceThen, expiryThen, lastMoveThen, wasBlocked } from "./card-then.ts";

export const cardExpiry: OccasionSource = {
  kind: "card-expiry",
  select: (range) => (range.isOver ? endingThen(range) : ending(range)),
  say(facts, { language, today }) {
    const on = sayDay(language, Temporal.PlainDate.from(String(facts["expiresOn"])), today);
    return { ru: `карта действует до ${on}`, en: `the card is good until ${on}` }[language];
  },
};

/** Served by the index card_expires. */
const ending = (range: OccasionRange): RawBuilder<unknown> => sql`
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
      ${onlyClients("card.client_id", range)}`;

/** The same as it stood on a day that is over: of the cards that end then, and of those that have been renewed since. */
const endingThen = (range: OccasionRange): RawBuilder<unknown> => sql`
    select card.client_id, 'card-expiry:' || card.id || ':' || card.ended_on as occasion_key, card.ended_on as occasion_date,
      jsonb_build_object('card', card.id, 'number', card.number, 'expiresOn', card.ended_on, 'office', office.name) as facts,
      lay.balance as worth
    from (
      select card.*, ${expiryThen(range)} as ended_on from card join (
        select client_id, id from card where expires_on between ${day(range.from)} and ${day(range.to)}
        union
        select client_id, card_id from card_renewal where state = 'handed_out' and since > ${day(range.on)}
      ) as either using (client_id, id)
      where card.sold_on <= ${day(range.on)} ${onlyClients("card.client_id", range)} offset 0
    ) as card left join office on office.id = card.sold_at_office_id
    cross join lateral (${balanceThen(range)}) as lay
    where card.ended_on between ${day(range.from)} and ${day(range.to)} and not ${wasBlocked(range)}
      and not exists (
        select from card_renewal as renewal where renewal.client_id = card.client_id and renewal.card_id = card.id
          and (select to_state from (${lastMoveThen(range, "renewal.id")}) as moved) in ('office_chosen', 'made', 'arrived')
      )`;
