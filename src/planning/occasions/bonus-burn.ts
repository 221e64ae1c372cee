/** The bonus on a card will burn; hangs on the last day it can be spent. */
import type { RawBuilder } from "kysely";
import { sql } from "../../database/sql.ts";
import { sayDay, sayMoney } from "../../kernel/language.ts";
import { balanceThen, wasBlocked } from "./card-then.ts";
import { day, onlyClients, type OccasionRange, type OccasionSource } from "../occasion.ts";

export const bonusBurn: OccasionSource = {
  kind: "bonus-burn",
  select: (range) => (range.isOver ? burningThen(range) : burning(range)),
  say(facts, { language, today, currency }) {
    const sum = sayMoney(language, BigInt(facts["balance"] ?? 0), currency);
    const on = sayDay(language, Temporal.PlainDate.from(String(facts["burnsOn"])), today);
    return { ru: `${on} сгорят ${sum}`, en: `${sum} burns on ${on}` }[language];
  },
};

/** Served by the index card_burns. */
const burning = (range: OccasionRange): RawBuilder<unknown> => sql`
    select card.client_id, 'bonus-burn:' || card.id || ':' || card.valid_through as occasion_key,
      card.valid_through as occasion_date,
      jsonb_build_object('card', card.id, 'number', card.number, 'balance', card.balance::text,
        'validThrough', card.valid_through, 'burnsOn', card.valid_through + 1,
        'lastPresentedOn', card.last_presented_on, 'office', office.name) as facts,
      card.balance as worth
    from card join program_in_force as program on program.card_type = card.card_type
      and ${day(range.on)} >= first_day and ${day(range.on)} < next_starts_on
    left join office on office.id = card.last_presented_office_id
    where card.has_bonus and card.balance >= program.smallest_reminder
      and card.valid_through between ${day(range.from)} and ${day(range.to)}
      and card.state = 'active' ${onlyClients("card.client_id", range)}`;

/**
 * The same as it stood on a day that is over: until when the bonus could be spent by what was promised until then, and what
 * lay on the card. Reads the presentations of a card's whole validity: no index knows which of them were the last.
 */
const burningThen = (range: OccasionRange): RawBuilder<unknown> => {
  const on = day(range.on);
  const ofProgram = (since: RawBuilder<unknown>) => sql`
    join program_in_force as program on program.card_type = card.card_type
      and ${since} >= program.first_day and ${since} < program.next_starts_on`;
  return sql`
    select card.client_id, 'bonus-burn:' || card.id || ':' || stood.valid_through as occasion_key,
      stood.valid_through as occasion_date,
      jsonb_build_object('card', card.id, 'number', card.number, 'balance', lay.balance::text,
        'validThrough', stood.valid_through, 'burnsOn', stood.valid_through + 1,
        'lastPresentedOn', stood.last_presented_on, 'office', null) as facts,
      lay.balance as worth
    from (
      select client_id, card_id, max(through)::date as valid_through, max(shown_on) as last_presented_on
      from (
        select shown.client_id, shown.card_id, shown.presented_on as shown_on, shown.presented_on + program.validity::interval as through
        from presentation as shown join card on card.client_id = shown.client_id and card.id = shown.card_id
          ${ofProgram(sql`shown.presented_on`)}
        where shown.presented_on <= ${on} ${onlyClients("shown.client_id", range)}
          and shown.presented_on >= ${day(range.from)} - (select max(validity::interval) from program) - interval '4 days'
        union all
        select card.client_id, card.id, card.sold_on, card.sold_on + program.validity::interval
        from card ${ofProgram(sql`card.sold_on`)}
        where card.sold_on <= ${on} ${onlyClients("card.client_id", range)}
        union all
        select given.client_id, given.card_id, null, given.through
        from prolongation as given
        where given.given_on <= ${on} and given.sold_on <= given.given_on ${onlyClients("given.client_id", range)}
      ) as promise
      group by client_id, card_id
      having max(through)::date between ${day(range.from)} and ${day(range.to)}
    ) as stood
    join card on card.client_id = stood.client_id and card.id = stood.card_id and not ${wasBlocked(range)}
    ${ofProgram(on)}
    cross join lateral (${balanceThen(range)}) as lay
    where lay.balance > 0 and lay.balance >= program.smallest_reminder`;
};
