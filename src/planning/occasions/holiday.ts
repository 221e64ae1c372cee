/** A holiday of the business's calendar that is greeted; 8 March is for women, 23 February for men. */
import { sql } from "../../database/sql.ts";
import { day, onlyClients, type OccasionRange, type OccasionSource } from "../occasion.ts";

const isGreeted = ({ from, to }: OccasionRange) => sql`
  where code is not null and date between ${day(from)} and ${day(to)}`;

export const holiday: OccasionSource = {
  kind: "holiday",
  isForMost: true,
  // Served by the index business_calendar_greeted; every client who can be written or called to is a candidate then. On other
  // days, which are most, nobody's addresses are read.
  select: (range) => sql`
    select client.id as client_id, greeted.occasion_key, greeted.date as occasion_date, greeted.facts, 0::bigint as worth
    from (
      select date, for_sex, 'holiday:' || code || ':' || date as occasion_key,
        jsonb_build_object('on', date, 'code', code, 'nameRu', name ->> 'ru', 'nameEn', name ->> 'en') as facts
      from business_calendar_day ${isGreeted(range)} offset 0
    ) as greeted
    join client on greeted.for_sex is null or client.sex = greeted.for_sex
    where exists (select from business_calendar_day ${isGreeted(range)})
      and exists (select from contact_point where client_id = client.id and kind in ('phone', 'email'))
      ${onlyClients("client.id", range)}`,
  say: (facts, { language }) => String(facts[language === "ru" ? "nameRu" : "nameEn"]),
};
