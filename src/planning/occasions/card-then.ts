/** What of a card was so on a day that is over, by its moves. All of it stands for a row `card`. */
import type { RawBuilder } from "kysely";
import { sql } from "../../database/sql.ts";
import { day, type OccasionRange } from "../occasion.ts";

/** The day of a moment in the card's calendar. */
const dayOf = (at: string): RawBuilder<unknown> => sql`
  (${sql.ref(at)} at time zone coalesce((select zone from office where id = card.sold_at_office_id), (select zone from business)))::date`;

/** The last move of a renewal, named by its column, until the day, if there was one. */
export const lastMoveThen = ({ on }: OccasionRange, renewal: string): RawBuilder<unknown> => sql`
  select move.to_state, ${dayOf("move.at")} as on_day from card_renewal_move as move
  where move.client_id = card.client_id and move.renewal_id = ${sql.ref(renewal)} and ${dayOf("move.at")} <= ${day(on)}
  order by move.id desc limit 1`;

/** Until when the card was good: three years from its sale, or from the day on which the last new one was handed out. */
export const expiryThen = ({ on }: OccasionRange): RawBuilder<unknown> => sql`(
  select case when count(*) filter (where renewal.since > ${day(on)}) = 0 then card.expires_on
    else (coalesce(max(renewal.since) filter (where renewal.since <= ${day(on)}), card.sold_on) + interval '36 months')::date end
  from card_renewal as renewal
  where renewal.client_id = card.client_id and renewal.card_id = card.id and renewal.state = 'handed_out'
)`;

/** Whether the card was blocked: by the last that happened to it until then, and where nothing is kept of it, by its state. */
export const wasBlocked = ({ on }: OccasionRange): RawBuilder<unknown> => sql`coalesce(
  (
    select what = 'blocked' from (
      select move.at, move.what from card_move as move where move.client_id = card.client_id and move.card_id = card.id
      union all
      select move.at, move.to_state from card_renewal_move as move join card_renewal as renewal
        on renewal.client_id = move.client_id and renewal.id = move.renewal_id
      where renewal.client_id = card.client_id and renewal.card_id = card.id and move.to_state = 'handed_out'
    ) as move
    where ${dayOf("move.at")} <= ${day(on)} order by move.at desc limit 1
  ),
  card.state = 'blocked' and not exists (
    select from card_move where card_move.client_id = card.client_id and card_move.card_id = card.id
  )
)`;

/** What could be spent on the card. */
export const balanceThen = ({ on }: OccasionRange): RawBuilder<unknown> => sql`
  select coalesce(sum(posting.gained), 0)::bigint as balance from posting
  where posting.client_id = card.client_id and posting.card_id = card.id and posting.on_account = 'card-bonus'
    and posting.happened_on <= ${day(on)}`;
