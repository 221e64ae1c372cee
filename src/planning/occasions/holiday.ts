/** A holiday of the business's calendar that is greeted; 8 March is for women, 23 February for men. */
import { sql } from "../../database/sql.ts";
import { day, onlyClients, type OccasionSource } from "../occasion.ts";

export const holiday: OccasionSource = {
  kind: "holiday",
  // Served by the index business_calendar_greeted; every client who can be written or called to is a candidate then.
  select: (range) => sql`
    select client.id as client_id, 'holiday:' || greeted.code || ':' || greeted.date as occasion_key,
      greeted.date as occasion_date,
      jsonb_build_object('on', greeted.date, 'code', greeted.code, 'nameRu', greeted.name ->> 'ru',
        'nameEn', greeted.name ->> 'en') as facts,
      0::bigint as worth
    from business_calendar_day as greeted
    join client on greeted.for_sex is null or client.sex = greeted.for_sex
    where greeted.code is not null and greeted.date between ${day(range.from)} and ${day(range.to)}
      and exists (select from contact_point where client_id = client.id and kind in ('phone', 'email'))
      ${onlyClients("client.id", range)}`,
  say: (facts, { language }) => String(facts[language === "ru" ? "nameRu" : "nameEn"]),
};
