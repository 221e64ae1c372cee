/** The client was here; hangs on the day of the visit. */
import { sql } from "../../database/sql.ts";
import { sayDay } from "../../kernel/language.ts";
import { day, onlyClients, type OccasionSource } from "../occasion.ts";

export const visited: OccasionSource = {
  kind: "visited",
  // Served by the index dealing_day.
  select: (range) => sql`
    select dealing.client_id, 'visited:' || dealing.id as occasion_key, dealing.happened_on as occasion_date,
      jsonb_build_object('dealing', dealing.id, 'visitedOn', dealing.happened_on, 'office', office.name) as facts,
      dealing.price as worth
    from dealing left join office on office.id = dealing.office_id
    where dealing.kind = 'visit' and dealing.happened_on between ${day(range.from)} and ${day(range.to)}
      ${onlyClients("dealing.client_id", range)}`,
  say(facts, { language, today }) {
    const on = sayDay(language, Temporal.PlainDate.from(String(facts["visitedOn"])), today);
    const where = facts["office"] ? `, ${String(facts["office"])}` : "";
    return { ru: `визит ${on}${where}`, en: `visit on ${on}${where}` }[language];
  },
};
