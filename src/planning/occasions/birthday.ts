/** A client's birthday, in every year of the range; 29 February falls on the business's chosen day in common years. */
import { sql } from "../../database/sql.ts";
import { day, onlyClients, type OccasionSource } from "../occasion.ts";

export const birthday: OccasionSource = {
  kind: "birthday",
  // Served by the index client_birthday, one look-up for each day of the range.
  select: (range) => sql`
    with day as (
      select d::date as date, extract(month from d)::smallint as month, extract(day from d)::smallint as day
      from generate_series(${day(range.from)}, ${day(range.to)}, interval '1 day') as d
      union all
      select d::date, 2::smallint, 29::smallint
      from generate_series(${day(range.from)}, ${day(range.to)}, interval '1 day') as d
      where to_char(d, 'MM-DD') = ${range.settings.leapBirthday}
        and extract(day from date_trunc('year', d) + interval '2 months' - interval '1 day') = 28
    )
    select client.id as client_id, 'birthday:' || client.id || ':' || extract(year from day.date) as occasion_key,
      day.date as occasion_date,
      jsonb_build_object('on', day.date, 'year', client.birthday_year,
        'age', extract(year from day.date)::int - client.birthday_year) as facts,
      0::bigint as worth
    from day join client on client.birthday_month = day.month and client.birthday_day = day.day
    where true ${onlyClients("client.id", range)}`,
  say(facts, { language }) {
    const age = facts["age"];
    const known = typeof age === "number" && age > 0 && age < 120;
    return {
      ru: known ? `день рождения, ${age}` : "день рождения",
      en: known ? `birthday, turns ${age}` : "birthday",
    }[language];
  },
};
