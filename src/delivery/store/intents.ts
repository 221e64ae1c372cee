/** Claims, outcomes and the moves they make, each a batch in one statement. */
import { columns, list, sql, type Connection } from "../../database/sql.ts";
import type { Claim, Outcome } from "../intent.ts";
import type { DueTouch } from "./due.ts";

const moment = (at: Temporal.Instant) => sql`${at.toString()}::text::timestamptz`;

/**
 * Takes those of `due` that are still planned and inside their window, and commits an intent for each in the same
 * statement. A touch that another worker holds or has taken is left out.
 */
export async function claimTouches(
  db: Connection,
  due: readonly DueTouch[],
  claim: { by: string; at: Temporal.Instant; leaseUntil: Temporal.Instant; mailDomain: string },
): Promise<Claim[]> {
  const keys = due.map(({ clientId, touchId }) => ({ clientId, touchId }));
  const { rows } = await sql<Claim>`
    with picked as (
      select touch.client_id, touch.id, contact_point.id as contact_point_id, contact_point.value as address
      from ${columns(keys, { clientId: "uuid", touchId: "uuid" })} as due (client_id, id)
      join touch on touch.client_id = due.client_id and touch.id = due.id
      join contact_point on contact_point.client_id = touch.client_id and contact_point.id = touch.contact_point_id
      where touch.state = 'planned' and touch.channel = 'email'
        and (touch.not_before is null or touch.not_before <= ${moment(claim.at)})
        and (touch.not_after is null or touch.not_after > ${moment(claim.at)})
        and not exists (select from intent where intent.client_id = touch.client_id and intent.touch_id = touch.id)
      order by touch.client_id, touch.id
      for update of touch skip locked
    ), claimed as (
      update touch set state = 'claimed', moved_at = ${moment(claim.at)}
      from picked where touch.client_id = picked.client_id and touch.id = picked.id
      returning picked.*
    ), moved as (
      insert into touch_move (client_id, touch_id, at, from_state, to_state, cause)
      select client_id, id, ${moment(claim.at)}, 'planned', 'claimed', 'released' from claimed
    ), intended as (
      insert into intent (client_id, touch_id, message_id, address, claimed_by, claimed_at, lease_until)
      select client_id, id, '<' || id || '@' || ${claim.mailDomain}::text || '>', address, ${claim.by}::text,
        ${moment(claim.at)}, ${moment(claim.leaseUntil)}
      from claimed
    )
    select client_id as "clientId", id as "touchId", contact_point_id as "contactPointId", address,
      '<' || id || '@' || ${claim.mailDomain}::text || '>' as "messageId", ${moment(claim.leaseUntil)} as "leaseUntil"
    from claimed`.execute(db);
  return rows;
}

export interface Attempt {
  claim: Claim;
  outcome: Outcome;
}

/** Records how attempts ended. An intent called lost meanwhile still takes the truth its owner brings. */
export async function recordOutcomes(
  db: Connection,
  attempts: readonly Attempt[],
  at: Temporal.Instant,
): Promise<void> {
  const told = attempts.flatMap(({ claim, outcome }) =>
    outcome.kind === "postponed" ? [] : [{ ...keyOf(claim), outcome: outcome.kind, said: outcome.said }],
  );
  if (told.length === 0) return;
  await sql`
    with told as (
      select told.*, touch.state as from_state
      from ${columns(told, { clientId: "uuid", touchId: "uuid", outcome: "text", said: "text" })}
        as told (client_id, touch_id, outcome, said)
      join touch on touch.client_id = told.client_id and touch.id = told.touch_id
    ), closed as (
      update intent set outcome = told.outcome, outcome_at = ${moment(at)}, provider_said = told.said
      from told where intent.client_id = told.client_id and intent.touch_id = told.touch_id
        and (intent.outcome is null or intent.outcome = 'unknown')
      returning told.*
    ), moved as (
      insert into touch_move (client_id, touch_id, at, from_state, to_state, cause)
      select client_id, touch_id, ${moment(at)}, from_state, outcome, said from closed where from_state <> outcome
    )
    update touch set state = closed.outcome, moved_at = ${moment(at)}, recalled_at = null
    from closed where touch.client_id = closed.client_id and touch.id = closed.touch_id`.execute(db);
}

/** Gives back touches whose messages were certainly not taken: planned again, from `notBefore` on. */
export async function releaseClaims(
  db: Connection,
  attempts: readonly Attempt[],
  { by, at }: { by: string; at: Temporal.Instant },
): Promise<void> {
  const told = attempts.flatMap(({ claim, outcome }) =>
    outcome.kind === "postponed"
      ? [
          {
            ...keyOf(claim),
            notBefore: at.add({ milliseconds: outcome.retryAfterMs }).toString(),
            said: outcome.said,
          },
        ]
      : [],
  );
  if (told.length === 0) return;
  await sql`
    with freed as (
      delete from intent
      using ${columns(told, { clientId: "uuid", touchId: "uuid", notBefore: "timestamptz", said: "text" })}
        as told (client_id, touch_id, not_before, said)
      where intent.client_id = told.client_id and intent.touch_id = told.touch_id
        and intent.outcome is null and intent.claimed_by = ${by}::text
      returning told.*
    ), moved as (
      insert into touch_move (client_id, touch_id, at, from_state, to_state, cause)
      select client_id, touch_id, ${moment(at)}, 'claimed', 'planned', said from freed
    )
    update touch set state = 'planned', not_before = greatest(touch.not_before, freed.not_before),
      postponed_until = freed.not_before, moved_at = ${moment(at)}, recalled_at = null
    from freed where touch.client_id = freed.client_id and touch.id = freed.touch_id`.execute(db);
}

/** Touches that were called back while somebody held them: a handful at most. Served by touch_recalled. */
export async function recalledTouches(db: Connection): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`select id from touch where recalled_at is not null`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

/** The addresses a server has refused for good. */
export async function markBounced(
  db: Connection,
  claims: readonly Claim[],
  on: Temporal.PlainDate,
): Promise<void> {
  if (claims.length === 0) return;
  const points = claims.map(({ clientId, contactPointId }) => ({ clientId, contactPointId }));
  await sql`
    update contact_point set state = 'bounced', since = ${on.toString()}::text::date
    from ${columns(points, { clientId: "uuid", contactPointId: "uuid" })} as told (client_id, id)
    where contact_point.client_id = told.client_id and contact_point.id = told.id
      and contact_point.state in ('unverified', 'verified')`.execute(db);
}

/** Who holds intents without an outcome. */
export async function ownersOfOpenIntents(db: Connection): Promise<string[]> {
  const { rows } = await sql<{ owner: string }>`
    select distinct claimed_by as owner from intent where outcome is null`.execute(db);
  return rows.map((row) => row.owner);
}

/** Open intents of `deadOwners` or past their lease become unknown. Returns how many. Served by intent_open. */
export async function loseIntents(
  db: Connection,
  { deadOwners, at }: { deadOwners: readonly string[]; at: Temporal.Instant },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with lost as (
      update intent set outcome = 'unknown', outcome_at = ${moment(at)}, provider_said = null
      where outcome is null and (lease_until <= ${moment(at)} or claimed_by = any(${list(deadOwners, "text")}))
      returning client_id, touch_id
    ), moved as (
      insert into touch_move (client_id, touch_id, at, from_state, to_state, cause)
      select client_id, touch_id, ${moment(at)}, 'claimed', 'unknown', 'intent_lost' from lost
    ), marked as (
      update touch set state = 'unknown', moved_at = ${moment(at)}, recalled_at = null
      from lost where touch.client_id = lost.client_id and touch.id = lost.touch_id
    )
    select count(*)::int as count from lost`.execute(db);
  return rows[0]?.count ?? 0;
}

const keyOf = ({ clientId, touchId }: Claim) => ({ clientId, touchId });
