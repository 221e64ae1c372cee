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

interface Wait {
  channel: Channel;
  hours: number;
}

/** Another channel follows each of these after its hours. */
function waitsOf(step: Step): Wait[] {
  return step.channels.slice(0, -1).flatMap((entry) => {
    const hours = moveOnOf(entry).undeliveredHours;
    return hours === undefined || channelOf(entry) === "call" ? [] : [{ channel: channelOf(entry), hours }];
  });
}

const before = ({ hours }: Wait, planning: PlanningDay): RawBuilder<unknown> =>
  sql`${moment(planning.at)} - make_interval(hours => ${sql.lit(hours)})`;

/** Nobody knows whether this touch has arrived, and its hours are over. */
function lost(wait: Wait, planning: PlanningDay): RawBuilder<unknown> {
  const open = tellsDelivery.includes(wait.channel) ? ["unknown", "sent"] : ["unknown"];
  return sql`(touch.channel = ${sql.lit(wait.channel)} and touch.state in ${constants(open)} and exists (
    select from intent where intent.client_id = touch.client_id and intent.touch_id = touch.id
      and intent.claimed_at <= ${before(wait, planning)}
  ))`;
}

/** A touch of an earlier day that does not end its step although it may have been made; undefined where all do. */
export function lostEarlier(planning: PlanningDay, step: Step): RawBuilder<unknown> | undefined {
  const waits = waitsOf(step);
  if (waits.length === 0) return undefined;
  return sql`(${sql.join(
    waits.map((wait) => lost(wait, planning)),
    sql` or `,
  )})`;
}

/** As conditions on `way.channel` of the occasion's step, each beginning with `and`. */
export function stillWays(
  planning: PlanningDay,
  { chain, step }: { chain: string; step: Step },
): RawBuilder<unknown> {
  const ofStep = sql`touch.client_id = occasion.owner_id and touch.chain = ${sql.lit(chain)}::text
    and touch.step = ${sql.lit(step.code)}::text and touch.occasion_key = occasion.occasion_key
    and touch.on_day >= due.due_on and touch.on_day <= ${day(planning.on)}`;
  const overdue = waitsOf(step).map(
    (wait) => sql`
    and (way.channel <> ${sql.lit(wait.channel)} or not exists (
      select from touch where ${ofStep} and (${lost(wait, planning)} or touch.postponed_until is not null and exists (
        select from touch_move as move where move.client_id = touch.client_id and move.touch_id = touch.id
          and move.to_state = 'claimed' and move.at <= ${before(wait, planning)}
      ))
    ))`,
  );
  // Of messages, letters alone are sent.
  return sql`
    and (way.channel = 'call' or not exists (
      select from touch join intent on intent.client_id = touch.client_id and intent.touch_id = touch.id
      where ${ofStep} and intent.outcome = 'failed'
    ))${sql.join(overdue.length === 0 ? [sql``] : overdue, sql``)}`;
}
