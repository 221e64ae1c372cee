/** A client's birthday, in every year of the range; 29 February falls on the business's chosen day in common years. */
import type { RawBuilder } from "kysely";
import { sql } from "../../database/sql.ts";
import { day, onlyClients, type OccasionRange, type OccasionSource } from "../occasion.ts";

export const birthday: OccasionSource = {
  kind: "birthday",
  // Of everybody, served by the index client_birthday, one look-up for each day of the range; of some, by their own birthdays.
  select: (range) => sql`
    select client.id as client_id, 'birthday:' || client.id || ':' || extract(year from day.date) as occasion_key,
      day.date as occasion_date,
      jsonb_build_object('on', day.date, 'year', client.birthday_year,
        'age', extract(year from day.date)::int - client.birthday_year) as facts,
      0::bigint as worth
    from ${range.clients ? birthdaysOfSome(range) : birthdaysOfAll(range)}`,
  say(facts, { language }) {
    const age = facts["age"];
    const known = typeof age === "number" && age > 0 && age < 120;
    return {
      ru: known ? `день рождения, исполняется ${age}` : "день рождения",
      en: known ? `birthday, turns ${age}` : "birthday",
    }[language];
  },
};

function birthdaysOfAll(range: OccasionRange): RawBuilder<unknown> {
  return sql`(
      select date, extract(month from birthday)::smallint as month, extract(day from birthday)::smallint as day
      from (values ${sql.join(birthdaysIn(range))}) as kept (date, birthday)
    ) as day join client on client.birthday_month = day.month and client.birthday_day = day.day`;
}

/** The same text for every range, however long. */
function birthdaysOfSome(range: OccasionRange): RawBuilder<unknown> {
  const { from, to, settings } = range;
  return sql`client
    cross join generate_series(extract(year from ${day(from)})::int, extract(year from ${day(to)})::int) as year
    cross join lateral (
      select make_date(year, client.birthday_month, 1) + client.birthday_day - 1 as date
    ) as written
    cross join lateral (
      select case when extract(month from written.date) = client.birthday_month then written.date
        when (client.birthday_month, client.birthday_day) = (2, 29) then (year || ${sql.lit(`-${settings.leapBirthday}`)})::date end as date
    ) as day
    where day.date between ${day(from)} and ${day(to)} ${onlyClients("client.id", range)}`;
}

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
