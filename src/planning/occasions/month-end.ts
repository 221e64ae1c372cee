/** A month of a card is over; hangs on its last day, for cards with something on them or something to tell. */
import { sql } from "../../database/sql.ts";
import { day, onlyClients, type OccasionSource } from "../occasion.ts";

export const monthEnd: OccasionSource = {
  kind: "month-end",
  isForMost: true,
  // Nearly every card has a statement, so the cards are read from end to end, on the few days when a month is over.
  select: (range) => sql`
    with month as (
      select (first + interval '1 month' - interval '1 day')::date as ends, first::date as starts
      from generate_series(date_trunc('month', ${day(range.from)}::timestamp), ${day(range.to)}::timestamp, interval '1 month') as first
      where (first + interval '1 month' - interval '1 day')::date between ${day(range.from)} and ${day(range.to)}
    )
    select card.client_id, 'month-end:' || card.id || ':' || to_char(month.starts, 'YYYY-MM') as occasion_key,
      month.ends as occasion_date,
      jsonb_build_object('card', card.id, 'number', card.number, 'month', to_char(month.starts, 'YYYY-MM')) as facts,
      card.balance as worth
    from month join card on card.sold_on <= month.ends
      and (card.balance <> 0 or card.deposit <> 0 or card.last_presented_on >= month.starts)
    where card.state = 'active' ${onlyClients("card.client_id", range)}`,
  say(facts, { language }) {
    const month = Temporal.PlainYearMonth.from(String(facts["month"]))
      .toPlainDate({ day: 1 })
      .toLocaleString(language === "ru" ? "ru-RU" : "en-GB", { month: "long", year: "numeric" });
    return { ru: `выписка за ${month}`, en: `statement for ${month}` }[language];
  },
};
