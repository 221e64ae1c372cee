/** The bonus on a card will burn; hangs on the last day it can be spent. */
import { sql } from "../../database/sql.ts";
import { sayDay, sayMoney } from "../../kernel/language.ts";
import { day, onlyClients, type OccasionSource } from "../occasion.ts";

export const bonusBurn: OccasionSource = {
  kind: "bonus-burn",
  // Served by the index card_burns.
  select: (range) => sql`
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
      and card.state = 'active' ${onlyClients("card.client_id", range)}`,
  say(facts, { language, today, currency }) {
    const sum = sayMoney(language, BigInt(facts["balance"] ?? 0), currency);
    const on = sayDay(language, Temporal.PlainDate.from(String(facts["burnsOn"])), today);
    return { ru: `${on} сгорят ${sum}`, en: `${sum} burns on ${on}` }[language];
  },
};
