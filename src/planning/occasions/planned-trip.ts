/** The client means to go; hangs on the first day of the plan. Plans that moved are another occasion. */
import { sql } from "../../database/sql.ts";
import { sayDay, type Language, type Words } from "../../kernel/language.ts";
import { day, onlyClients, type OccasionSource } from "../occasion.ts";
import { tripsThen } from "./agreed-then.ts";

export const plannedTrip: OccasionSource = {
  kind: "planned-trip",
  // Served by the index planned_trip_starts.
  select: (range) => sql`
    select planned_trip.client_id, 'planned-trip:' || planned_trip.id || ':' || planned_trip.starts_on as occasion_key,
      planned_trip.starts_on as occasion_date,
      jsonb_build_object('trip', planned_trip.id, 'destination', planned_trip.destination,
        'startsOn', planned_trip.starts_on, 'precision', planned_trip.precision,
        'companions', planned_trip.companions) as facts,
      0::bigint as worth
    from ${range.isOver ? sql`(${tripsThen(range)}) as planned_trip` : sql`planned_trip`}
    where planned_trip.state in ('expected', 'confirmed')
      and planned_trip.starts_on between ${day(range.from)} and ${day(range.to)}
      ${onlyClients("planned_trip.client_id", range)}`,
  say(facts, { language, today }) {
    const starts = Temporal.PlainDate.from(String(facts["startsOn"]));
    const when =
      facts["precision"] === "day"
        ? sayDay(language, starts, today)
        : facts["precision"] === "season"
          ? saySeason(starts, language)
          : starts.toLocaleString(language === "ru" ? "ru-RU" : "en-GB", { month: "long", year: "numeric" });
    const where = facts["destination"] ? `, ${String(facts["destination"])}` : "";
    return { ru: `собирается в поездку: ${when}${where}`, en: `plans a trip: ${when}${where}` }[language];
  },
};

const seasons: Record<number, Words> = {
  3: { ru: "весна", en: "spring" },
  6: { ru: "лето", en: "summer" },
  9: { ru: "осень", en: "autumn" },
  12: { ru: "зима", en: "winter" },
};

/** By its first day. */
const saySeason = ({ month, year }: Temporal.PlainDate, language: Language): string =>
  `${seasons[Math.floor(month / 3) * 3 || 12]?.[language] ?? ""} ${year}`;
