/** The client has come back from a trip; hangs on the day of return. */
import { sql } from "../../database/sql.ts";
import { sayDay } from "../../kernel/language.ts";
import { day, onlyClients, type OccasionSource } from "../occasion.ts";

export const returned: OccasionSource = {
  kind: "returned",
  // Served by the index dealing_returns.
  select: (range) => sql`
    select dealing.client_id, 'returned:' || dealing.id as occasion_key, dealing.returns_on as occasion_date,
      jsonb_build_object('dealing', dealing.id, 'destination', dealing.destination,
        'returnedOn', dealing.returns_on, 'nights', dealing.returns_on - dealing.departs_on) as facts,
      dealing.price as worth
    from dealing
    where dealing.kind = 'trip' and dealing.returns_on is not null
      and dealing.returns_on between ${day(range.from)} and ${day(range.to)}
      ${onlyClients("dealing.client_id", range)}`,
  say(facts, { language, today }) {
    const on = sayDay(language, Temporal.PlainDate.from(String(facts["returnedOn"])), today);
    const where = facts["destination"] ? `, ${String(facts["destination"])}` : "";
    return { ru: `возвращение из поездки ${on}${where}`, en: `back from a trip on ${on}${where}` }[language];
  },
};
