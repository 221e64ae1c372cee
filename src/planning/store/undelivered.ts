/**
 * What was not delivered goes on over the step's other channels: what failed for good, at once; what nobody knows of, or
 * the provider would not take, after as many hours as the step says. A message on its way is waited for until then.
 */
import type { RawBuilder } from "kysely";
import { channelOf, moveOnOf, type Channel, type Step } from "../../chains/chain.ts";
import { constants, sql } from "../../database/sql.ts";
import { day, moment } from "../occasion.ts";
import type { PlanningDay } from "./planning-day.ts";

/** Their providers tell when a message has arrived; a letter that a mail server took counts as delivered. */
const tellsDelivery: readonly Channel[] = ["sms", "telegram", "max"];

/** After how many hours another channel follows each that is waited for. */
const waitingHours = (step: Step): [Channel, number][] =>
  step.channels.slice(0, -1).flatMap((entry): [Channel, number][] => {
    const hours = moveOnOf(entry).undeliveredHours;
    return hours === undefined || channelOf(entry) === "call" ? [] : [[channelOf(entry), hours]];
  });

export const mayWait = (step: Step): boolean => waitingHours(step).length > 0;

/** The same as `{"sms": 24}`; null where none waits. */
export function waitsOf(step: Step): RawBuilder<unknown> {
  const waits = waitingHours(step);
  if (waits.length === 0) return sql`null::jsonb`;
  return sql`${sql.lit(JSON.stringify(Object.fromEntries(waits)))}::jsonb`;
}

/** The moment before which a message must have been under way for its hours to be over. */
const before = (planning: PlanningDay, channel: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`${moment(planning.at)} - make_interval(hours => (o.waits ->> ${channel})::int)`;

/** Nobody knows whether this touch of the candidate `o` has arrived, and the hours of its channel are over. */
export function lost(planning: PlanningDay, channel = sql`touch.channel`): RawBuilder<unknown> {
  return sql`(touch.channel = ${channel} and o.waits ->> ${channel} is not null
    and (touch.state = 'unknown' or touch.state = 'sent' and touch.channel in ${constants(tellsDelivery)}) and exists (
      select from intent where intent.client_id = touch.client_id and intent.touch_id = touch.id
        and intent.claimed_at <= ${before(planning, channel)}
    ))`;
}

/** Of the channels of the candidate `o` those that can still be taken, in their order. */
export function stillWays(planning: PlanningDay): RawBuilder<unknown> {
  const sameReason = sql`touch.client_id = o.client_id and touch.reason_key = o.reason_key
    and touch.on_day >= o.due_on and touch.on_day <= ${day(planning.on)}`;
  const way = sql`way.channel`;
  // Of messages, letters alone are sent.
  return sql`
    select way.channel from unnest(o.ways) with ordinality as way (channel, preference)
    where (way.channel = 'call' or not exists (
        select from touch join intent on intent.client_id = touch.client_id and intent.touch_id = touch.id
        where ${sameReason} and intent.outcome = 'failed'
      ))
      and (o.waits ->> way.channel is null or not exists (
        select from touch where ${sameReason} and (${lost(planning, way)} or touch.postponed_until is not null and exists (
          select from touch_move as move where move.client_id = touch.client_id and move.touch_id = touch.id
            and move.to_state = 'claimed' and move.at <= ${before(planning, way)}
        ))
      ))
    order by way.preference`;
}
