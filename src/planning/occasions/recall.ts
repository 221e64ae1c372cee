/** Long enough after a client's last visit to invite for another; a later visit, or an appointment, takes its place. */
import { personOf } from "../../clients/store/merged.ts";
import { sql } from "../../database/sql.ts";
import { sayDay } from "../../kernel/language.ts";
import { day, knownThen, onlyClients, type OccasionSource } from "../occasion.ts";
import { appointmentThen } from "./agreed-then.ts";

export const recall: OccasionSource = {
  kind: "recall",
  // Served by the index dealing_day; whether something came later is asked of the person's own rows.
  select: (range) => sql`
    select distinct on (dealing.client_id) dealing.client_id, 'recall:' || dealing.id as occasion_key,
      dealing.happened_on as occasion_date,
      jsonb_build_object('dealing', dealing.id, 'visitedOn', dealing.happened_on, 'office', office.name) as facts,
      dealing.price as worth
    from dealing left join office on office.id = dealing.office_id
    where dealing.kind = 'visit' and dealing.happened_on between ${day(range.from)} and ${day(range.to)}
      and not exists (
        select from ${personOf("dealing.client_id")} as record join dealing as later on later.client_id = record.id
        where later.kind = 'visit' and later.happened_on > dealing.happened_on ${knownThen("later.happened_on", range)}
      )
      and not exists (
        select from ${personOf("dealing.client_id")} as record join appointment as agreed on agreed.client_id = record.id
          ${range.isOver ? sql`cross join lateral (${appointmentThen(range)}) as appointment` : sql``}
        where ${sql.ref(range.isOver ? "appointment.state" : "agreed.state")} = 'booked'
          and ${sql.ref(range.isOver ? "appointment.on_day" : "agreed.on_day")} >= ${day(range.on)}
          ${knownThen("agreed.booked_on", range)}
      )
      ${onlyClients("dealing.client_id", range)}
    order by dealing.client_id, dealing.happened_on desc, dealing.id desc`,
  say(facts, { language, today }) {
    const on = sayDay(language, Temporal.PlainDate.from(String(facts["visitedOn"])), today);
    return { ru: `последний визит ${on}, пора на осмотр`, en: `last visit on ${on}, a check-up is due` }[
      language
    ];
  },
};
