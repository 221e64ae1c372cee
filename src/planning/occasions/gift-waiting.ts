/** A gift is laid by for the client at the office of the client's choice; hangs on the day it was reserved. */
import { sql } from "../../database/sql.ts";
import { sayDay } from "../../kernel/language.ts";
import { day, onlyClients, type OccasionSource } from "../occasion.ts";

export const giftWaiting: OccasionSource = {
  kind: "gift-waiting",
  // Served by the index gift_reservation_waiting.
  select: (range) => sql`
    select waiting.client_id, 'gift-waiting:' || waiting.id as occasion_key, waiting.reserved_on as occasion_date,
      jsonb_build_object('reservation', waiting.id, 'giftRu', gift.name ->> 'ru', 'giftEn', gift.name ->> 'en',
        'reservedOn', waiting.reserved_on, 'office', office.name,
        'address', nullif(concat_ws(', ', nullif(office.city, ''), nullif(office.address, '')), '')) as facts,
      0::bigint as worth
    from gift_reservation as waiting
    join gift on gift.id = waiting.gift_id
    left join office on office.id = waiting.office_id
    where ${range.isOver ? sql`(waiting.ended_on is null or waiting.ended_on > ${day(range.on)})` : sql`waiting.state = 'reserved'`} and waiting.reserved_on between ${day(range.from)} and ${day(range.to)}
      ${onlyClients("waiting.client_id", range)}`,
  say(facts, { language, today }) {
    const since = sayDay(language, Temporal.PlainDate.from(String(facts["reservedOn"])), today);
    const gift = String(facts[language === "ru" ? "giftRu" : "giftEn"]);
    return { ru: `подарок ждёт с ${since}: ${gift}`, en: `a gift has been waiting since ${since}: ${gift}` }[
      language
    ];
  },
};
