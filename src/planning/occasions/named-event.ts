/** Something that another system told us of, under a name of its own: `event:contract-signed`. */
import { sql } from "../../database/sql.ts";
import { sayDay } from "../../kernel/language.ts";
import { eventKind } from "../../chains/chain.ts";
import { day, onlyClients, type OccasionSource } from "../occasion.ts";

/** What somebody who works here reminds themselves of. */
export const reminderEvent = "reminder";

export const namedEvent = (name: string): OccasionSource => ({
  kind: eventKind(name),
  // Served by the index client_event_name.
  select: (range) => sql`
    select event.client_id, 'event:' || event.id as occasion_key, event.happened_on as occasion_date,
      event.facts || jsonb_build_object('event', event.name, 'on', event.happened_on) as facts, 0::bigint as worth
    from client_event as event
    where event.name = ${name}::text and event.happened_on between ${day(range.from)} and ${day(range.to)}
      ${onlyClients("event.client_id", range)}`,
  say(facts, { language, today }) {
    if (name === reminderEvent) {
      const { words, staffName } = facts;
      return { ru: `напоминание (${staffName}): ${words}`, en: `reminder (${staffName}): ${words}` }[
        language
      ];
    }
    const on = sayDay(language, Temporal.PlainDate.from(String(facts["on"])), today);
    return { ru: `событие «${facts["event"]}» ${on}`, en: `event “${facts["event"]}” on ${on}` }[language];
  },
});
