/** A client's birthday, in every year of the range; 29 February falls on the business's chosen day in common years. */
import type { RawBuilder } from "kysely";
import { sql } from "../../database/sql.ts";
import { day, onlyClients, type OccasionRange, type OccasionSource } from "../occasion.ts";

export const birthday: OccasionSource = {
  kind: "birthday",
  // Served by the index client_birthday, one look-up for each day of the range.
  select: (range) => sql`
    with day (date, month, day) as (
      select date, extract(month from birthday)::smallint, extract(day from birthday)::smallint
      from (values ${sql.join(birthdaysIn(range))}) as kept (date, birthday)
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

/** Each day of the range with a birthday that is kept on it. */
function birthdaysIn({ from, to, settings }: OccasionRange): RawBuilder<unknown>[] {
  const rows: RawBuilder<unknown>[] = [];
  for (let on = from; Temporal.PlainDate.compare(on, to) <= 0; on = on.add({ days: 1 })) {
    rows.push(sql`(${day(on)}, ${day(on)})`);
    if (!on.inLeapYear && on.toString().slice(5) === settings.leapBirthday)
      rows.push(sql`(${day(on)}, date '2000-02-29')`);
  }
  return rows;
}
