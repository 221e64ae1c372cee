/** The new card lies at the office the client chose; hangs on the day it arrived. */
import type { RawBuilder } from "kysely";
import { sql } from "../../database/sql.ts";
import { sayDay } from "../../kernel/language.ts";
import { day, onlyClients, type OccasionRange, type OccasionSource } from "../occasion.ts";
import { lastMoveThen } from "./card-then.ts";

export const cardReady: OccasionSource = {
  kind: "card-ready",
  // Served by the index card_renewal_arrived.
  select: (range) => sql`
    select renewal.client_id, 'card-ready:' || renewal.id as occasion_key, renewal.since as occasion_date,
      jsonb_build_object('card', renewal.card_id, 'number', renewal.number, 'arrivedOn', renewal.since,
        'office', office.name,
        'address', nullif(concat_ws(', ', nullif(office.city, ''), nullif(office.address, '')), '')) as facts,
      card.balance as worth
    from ${range.isOver ? lyingThen(range) : sql`card_renewal`} as renewal
    join card on card.client_id = renewal.client_id and card.id = renewal.card_id
    left join office on office.id = renewal.office_id
    where renewal.state = 'arrived' and renewal.since between ${day(range.from)} and ${day(range.to)}
      ${onlyClients("renewal.client_id", range)}`,
  say(facts, { language, today }) {
    const on = sayDay(language, Temporal.PlainDate.from(String(facts["arrivedOn"])), today);
    const where = facts["office"] ? `, ${String(facts["office"])}` : "";
    return {
      ru: `новая карта ждёт с ${on}${where}`,
      en: `the new card has been waiting since ${on}${where}`,
    }[language];
  },
};

/** Renewals as they stood on a day that is over. What had arrived by then has not moved since before it did. */
const lyingThen = (range: OccasionRange): RawBuilder<unknown> => sql`(
  select renewal.client_id, renewal.id, renewal.card_id, renewal.office_id, renewal.number, moved.to_state as state,
    moved.on_day as since
  from card_renewal as renewal join card on card.client_id = renewal.client_id and card.id = renewal.card_id
  cross join lateral (${lastMoveThen(range, "renewal.id")}) as moved
  where renewal.since >= ${day(range.from)} ${onlyClients("renewal.client_id", range)}
)`;
