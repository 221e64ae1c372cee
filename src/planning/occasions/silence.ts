/** Nothing from this client for long: hangs on the last dealing (a trip's return), and a card shown since is word from the client too. */
import type { RawBuilder } from "kysely";
import { personOf } from "../../clients/store/merged.ts";
import { sql } from "../../database/sql.ts";
import { sayDay } from "../../kernel/language.ts";
import { day, knownThen, onlyClients, type OccasionRange, type OccasionSource } from "../occasion.ts";
import { tripThen } from "./agreed-then.ts";

export const silence: OccasionSource = {
  kind: "silence",
  // Served by the indexes dealing_day and dealing_returns; whether something came later is asked of the person's own rows.
  select: (range) => sql`
    select distinct on (dealing.client_id) dealing.client_id, 'silence:' || dealing.id as occasion_key,
      last.heard_on as occasion_date, jsonb_build_object('dealing', dealing.id, 'lastOn', last.heard_on) as facts,
      dealing.price as worth
    from dealing cross join lateral (select greatest(dealing.happened_on, dealing.returns_on) as heard_on) as last
    where (dealing.returns_on is null and dealing.happened_on between ${day(range.from)} and ${day(range.to)}
        or dealing.kind = 'trip' and dealing.returns_on is not null
          and dealing.returns_on between ${day(range.from)} and ${day(range.to)})
      and not exists (
        select from ${personOf("dealing.client_id")} as record join dealing as later on later.client_id = record.id
        where greatest(later.happened_on, later.returns_on) > last.heard_on ${knownThen("later.happened_on", range)}
      )
      and not exists (
        select from ${personOf("dealing.client_id")} as record join card on card.client_id = record.id
        where card.last_presented_on > last.heard_on ${shownThen(range)}
      )
      and not exists (
        select from ${personOf("dealing.client_id")} as record join planned_trip as agreed on agreed.client_id = record.id
          ${range.isOver ? sql`cross join lateral (${tripThen(range)}) as trip` : sql``}
        where ${sql.ref(range.isOver ? "trip.state" : "agreed.state")} in ('expected', 'confirmed', 'handed_over')
          and ${sql.ref(range.isOver ? "trip.starts_on" : "agreed.starts_on")} >= ${day(range.on)}
          ${knownThen("agreed.recorded_on", range)}
      )
      ${onlyClients("dealing.client_id", range)}
    order by dealing.client_id, last.heard_on desc, dealing.id desc`,
  say(facts, { language, today }) {
    const on = sayDay(language, Temporal.PlainDate.from(String(facts["lastOn"])), today);
    return { ru: `ничего не слышно с ${on}`, en: `nothing heard since ${on}` }[language];
  },
};

/** Also where the card was shown again after a day that is over. */
const shownThen = (range: OccasionRange): RawBuilder<unknown> =>
  range.isOver
    ? sql`and (card.last_presented_on <= ${day(range.on)} or exists (
        select from presentation as shown where shown.client_id = card.client_id and shown.card_id = card.id
          and shown.presented_on > last.heard_on and shown.presented_on <= ${day(range.on)}
      ))`
    : sql``;
