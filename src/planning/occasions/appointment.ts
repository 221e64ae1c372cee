/** A time at an office with somebody. One that was moved is another occasion. */
import { sql } from "../../database/sql.ts";
import { sayDay } from "../../kernel/language.ts";
import { day, onlyClients, type OccasionSource } from "../occasion.ts";
import { appointmentsThen } from "./agreed-then.ts";

export const appointment: OccasionSource = {
  kind: "appointment",
  // Served by the index appointment_day.
  select: (range) => sql`
    select appointment.client_id,
      'appointment:' || appointment.id || ':' || appointment.on_day || ':' || to_char(appointment.at_time, 'HH24:MI') as occasion_key,
      appointment.on_day as occasion_date,
      jsonb_build_object('appointment', appointment.id, 'on', appointment.on_day,
        'time', to_char(appointment.at_time, 'HH24:MI'), 'office', office.name,
        'address', nullif(concat_ws(', ', nullif(office.city, ''), nullif(office.address, '')), ''),
        'with', coalesce(staff_member.name, nullif(appointment.with_whom, '')),
        'about', nullif(appointment.about, '')) as facts,
      0::bigint as worth
    from ${range.isOver ? sql`(${appointmentsThen(range)}) as appointment` : sql`appointment`}
    left join office on office.id = appointment.office_id
    left join staff_member on staff_member.id = appointment.staff_member_id
    where appointment.state = 'booked' and appointment.on_day between ${day(range.from)} and ${day(range.to)}
      ${onlyClients("appointment.client_id", range)}`,
  say(facts, { language, today }) {
    const on = sayDay(language, Temporal.PlainDate.from(String(facts["on"])), today);
    const where = facts["office"] ? `, ${String(facts["office"])}` : "";
    return {
      ru: `запись ${on} в ${facts["time"]}${where}`,
      en: `appointment on ${on} at ${facts["time"]}${where}`,
    }[language];
  },
};
