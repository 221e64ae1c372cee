/** Who has taken which call, until when, and how it ended. Every move of a touch is written down beside it. */
import { purposes, type Purpose } from "../../chains/chain.ts";
import { planOnce } from "../../database/prepared.ts";
import { constants, list, sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import type { Facts } from "../../planning/occasion.ts";
import type { CallOutcome } from "../contract.ts";
import { keeperMinutes } from "../outcome.ts";

const moment = (at: Temporal.Instant) => sql`${at.toString()}::text::timestamptz`;
const waiting = constants(["planned", "due", "queued"]);
/** As the index touch_queue has it. */
const priority = sql`array_position(array[${sql.join(purposes.map((purpose) => sql.lit(purpose)))}]::text[], purpose)`;
const unanswered = constants(["no_answer", "busy"]);

export interface Claiming {
  id: string;
  on: Temporal.PlainDate;
  at: Temporal.Instant;
  leaseUntil: Temporal.Instant;
  staffMember: string;
  /** Only this one. */
  touch?: string | undefined;
}

/**
 * Takes the best call of the day that nobody has: those this operator promised, then by what is lost in silence.
 * `taken` is false where another operator was quicker with the same client; the caller looks again.
 */
export async function claimBest(
  trx: OpenTransaction,
  { id, on, at, leaseUntil, staffMember, touch }: Claiming,
): Promise<{ found: boolean; taken: boolean }> {
  const staff = sql`${staffMember}::text::uuid`;
  const candidate = sql`
    select touch.client_id, touch.id, touch.state, touch.chain, touch.occasion_key from touch
    where state in ${waiting} and channel = 'call' and contact_point_id is not null
      and (not_before is null or not_before <= ${moment(at)}) and (not_after is null or not_after > ${moment(at)})
      ${touch === undefined ? sql`` : sql`and touch.id = ${touch}::text::uuid`}
      -- A reminder is for whoever wrote it.
      and (occasion_kind <> 'event:reminder' or facts ->> 'staffMember' = ${staffMember}::text)
      and not exists (select from call where call.client_id = touch.client_id and call.outcome is null)
      -- What a chain wanted that was paused or retired meanwhile stands until the next plan; a promise stands anyway.
      and (call_back_at is not null
        or exists (select from chain_version as live where live.chain = touch.chain and live.state = 'live'))`;
  // Served by touch_promised and, in its own order, by touch_queue; rows that another operator is taking at this moment are
  // passed over.
  const { rows } = await sql<{ found: boolean; taken: boolean }>`${planOnce}
    with promised as materialized (
      ${candidate} and call_back_at <= ${moment(at)}
        -- What was promised twice to a client who was two records waits with the merged one.
        and exists (select from client where client.id = touch.client_id)
        and (keeper_id is null or keeper_id = ${staff}
          or call_back_at + make_interval(mins => ${keeperMinutes}::int) <= ${moment(at)})
      order by call_back_at, ${priority}, worth desc, id
      limit 1 for update of touch skip locked
    ), ordinary as materialized (
      ${candidate} and on_day = ${on.toString()}::text::date and call_back_at is null
        and not exists (select from promised)
      order by ${priority}, worth desc, id
      limit 1 for update of touch skip locked
    ), best as materialized (
      select * from promised union all select * from ordinary
    ), taken as (
      insert into call (client_id, id, touch_id, chain, occasion_key, staff_member_id, from_state, claimed_at, lease_until)
      select client_id, ${id}::text::uuid, id, chain, occasion_key, ${staff}, state, ${moment(at)}, ${moment(leaseUntil)}
      from best on conflict (client_id) where outcome is null do nothing
      returning client_id, touch_id, from_state
    ), claimed as (
      update touch set state = 'claimed', moved_at = ${moment(at)} from taken
      where touch.client_id = taken.client_id and touch.id = taken.touch_id
    ), moved as (
      insert into touch_move (client_id, touch_id, at, from_state, to_state, cause)
      select client_id, touch_id, ${moment(at)}, from_state, 'claimed', 'taken' from taken
    )
    select exists (select from best) as found, exists (select from taken) as taken`.execute(trx);
  return rows[0] ?? { found: false, taken: false };
}

export interface OpenCall {
  id: string;
  touch: string;
  client: string;
  familyName: string;
  givenName: string;
  patronymic: string;
  phone: string | null;
  chain: string;
  step: string;
  purpose: Purpose;
  occasionKind: string;
  occasionDate: Temporal.PlainDate;
  facts: Facts;
  attempt: number;
  callBackAt: Temporal.Instant | null;
  leaseUntil: Temporal.Instant;
}

/** What this operator has on the phone. Served by call_open_of. */
export async function openCallOf(
  db: Connection,
  { staffMember, ending }: { staffMember: string; ending: readonly string[] },
): Promise<OpenCall | undefined> {
  const { rows } = await sql<OpenCall>`${planOnce}
    select call.id, call.touch_id as touch, call.client_id as client, client.family_name as "familyName",
      client.given_name as "givenName", client.patronymic, point.value as phone, touch.chain, touch.step,
      touch.purpose, touch.occasion_kind as "occasionKind", touch.occasion_date as "occasionDate", touch.facts,
      1 + (select count(*)::int from call as earlier where earlier.client_id = call.client_id
        and earlier.occasion_key = call.occasion_key and earlier.outcome in ${unanswered}) as attempt,
      touch.call_back_at as "callBackAt", call.lease_until as "leaseUntil"
    from call
    join touch on touch.client_id = call.client_id and touch.id = call.touch_id
    join client on client.id = call.client_id
    left join contact_point as point on point.client_id = touch.client_id and point.id = touch.contact_point_id
    where call.outcome is null and call.staff_member_id = ${staffMember}::text::uuid
      and not call.touch_id = any(${list(ending, "uuid")})
    order by call.claimed_at, call.id limit 1`.execute(db);
  return rows[0];
}

/** Whose the touch is; a touch that nobody ever took is not found. */
export async function clientOfTouch(db: Connection, touch: string): Promise<string | undefined> {
  const { rows } = await sql<{ client: string }>`${planOnce}
    select client_id as client from call where touch_id = ${touch}::text::uuid limit 1`.execute(db);
  return rows[0]?.client;
}

export interface TakenCall {
  id: string;
  client: string;
  touch: string;
  chain: string;
  step: string;
  occasionKey: string;
  facts: Facts;
  contactPoint: string | null;
  /** Still without an outcome; otherwise its lease ran out. */
  open: boolean;
  touchState: string;
  /** Where the touch stood before it was taken. */
  fromState: string;
  zone: string;
  homeOffice: string | null;
}

/** This operator's last taking of the touch, with the touch locked. */
export async function lockCall(
  trx: OpenTransaction,
  asked: { client: string; touch: string; staffMember: string },
): Promise<TakenCall | undefined> {
  const { rows } = await sql<TakenCall>`${planOnce}
    select call.id, call.client_id as client, call.touch_id as touch, touch.chain, touch.step,
      touch.occasion_key as "occasionKey", touch.facts, touch.contact_point_id as "contactPoint",
      call.outcome is null as open, touch.state as "touchState",
      call.from_state as "fromState",
      coalesce(client.zone, office.zone, business.zone) as zone, client.home_office_id as "homeOffice"
    from call
    join touch on touch.client_id = call.client_id and touch.id = call.touch_id
    join client on client.id = call.client_id
    left join office on office.id = client.home_office_id cross join business
    where call.client_id = ${asked.client}::text::uuid and call.touch_id = ${asked.touch}::text::uuid
      and call.staff_member_id = ${asked.staffMember}::text::uuid
      and (call.outcome is null or call.outcome = 'lease_over')
    order by call.claimed_at desc limit 1 for update of touch, call`.execute(trx);
  return rows[0];
}

export async function endCall(
  trx: OpenTransaction,
  call: { client: string; id: string },
  ended: {
    outcome: CallOutcome | "given_back";
    at: Temporal.Instant;
    now: Temporal.Instant;
    words: string;
  },
): Promise<void> {
  await sql`${planOnce}
    update call set outcome = ${ended.outcome}, words = ${ended.words},
      ended_at = greatest(claimed_at, least(${moment(ended.at)}, ${moment(ended.now)}))
    where client_id = ${call.client}::text::uuid and id = ${call.id}::text::uuid`.execute(trx);
}

/**
 * The number was dialled, the first time. Undefined: the call is not this operator's any more. Not dialled where the touch has
 * been decided otherwise since it was taken: by a wish of the client, or by another fact.
 */
export async function markDialled(
  db: Connection,
  asked: { touch: string; staffMember: string; at: Temporal.Instant },
): Promise<{ phone: string | null; line: string | null; stands: boolean } | undefined> {
  const { rows } = await sql<{ phone: string | null; line: string | null; stands: boolean }>`
    with asked as (
      select call.client_id, call.id, touch.contact_point_id, staff.line, touch.state = 'claimed' as stands
      from call join touch on touch.client_id = call.client_id and touch.id = call.touch_id
      join staff_member as staff on staff.id = call.staff_member_id
      where call.touch_id = ${asked.touch}::text::uuid and call.staff_member_id = ${asked.staffMember}::text::uuid
        and call.outcome is null
      for update of touch
    ), dialled as (
      update call set dialled_at = coalesce(dialled_at, ${moment(asked.at)}) from asked
      where call.client_id = asked.client_id and call.id = asked.id and asked.stands
    )
    select point.value as phone, asked.line, asked.stands from asked
    left join contact_point as point on point.client_id = asked.client_id and point.id = asked.contact_point_id`.execute(
    db,
  );
  return rows[0];
}

/** The call was taken and not made: the touch stands where it stood. */
export async function returnTouch(
  trx: OpenTransaction,
  touch: { client: string; touch: string; fromState: string },
  at: Temporal.Instant,
): Promise<void> {
  await sql`
    with freed as (
      update touch set state = ${touch.fromState}, moved_at = ${moment(at)}
      where client_id = ${touch.client}::text::uuid and id = ${touch.touch}::text::uuid and state = 'claimed'
      returning client_id, id, state
    )
    insert into touch_move (client_id, touch_id, at, from_state, to_state, cause)
    select client_id, id, ${moment(at)}, 'claimed', state, 'given_back' from freed`.execute(trx);
}

/** The call ends: the touch moves, wherever it stands by now, and a promise it was is kept. */
export async function moveTouch(
  trx: OpenTransaction,
  touch: { client: string; touch: string },
  move: { to: string; cause: string; at: Temporal.Instant },
): Promise<void> {
  await sql`${planOnce}
    with before as (
      select client_id, id, state from touch
      where client_id = ${touch.client}::text::uuid and id = ${touch.touch}::text::uuid
    ), moved as (
      insert into touch_move (client_id, touch_id, at, from_state, to_state, cause)
      select client_id, id, ${moment(move.at)}, state, ${move.to}::text, ${move.cause}::text from before
    )
    update touch set state = ${move.to}, moved_at = ${moment(move.at)}, decided_by = null, call_back_at = null,
      keeper_id = null from before
    where touch.client_id = before.client_id and touch.id = before.id`.execute(trx);
}

/**
 * The same touch, on the promised day and not before the promised time. What a touch is called says on which day it is,
 * so it gets the name of that day, and all that is written down about it goes along. Returns the name.
 */
export async function promiseCall(
  trx: OpenTransaction,
  touch: { client: string; touch: string },
  promise: { at: Temporal.Instant; on: Temporal.PlainDate; keeper: string },
): Promise<string> {
  const client = sql`${touch.client}::text::uuid`;
  const before = sql`${touch.touch}::text::uuid`;
  const on = sql`${promise.on.toString()}::text::date`;
  const { rows } = await sql<{ id: string }>`
    select touch_id(client_id, chain, step, occasion_key, ${on}) as id from touch
    where client_id = ${client} and id = ${before}`.execute(trx);
  const id = rows[0]?.id ?? touch.touch;
  const after = sql`${id}::text::uuid`;
  // What a plan made ahead says of the day is no promise.
  if (id !== touch.touch)
    await sql`delete from touch where client_id = ${client} and id = ${after}`.execute(trx);
  await sql`
    update touch set id = ${after}, on_day = ${on}, call_back_at = ${moment(promise.at)},
      keeper_id = ${promise.keeper}::text::uuid, not_before = ${moment(promise.at)}, not_after = null
    where client_id = ${client} and id = ${before}`.execute(trx);
  if (id !== touch.touch) {
    await sql`update call set touch_id = ${after} where client_id = ${client} and touch_id = ${before}`.execute(
      trx,
    );
    await sql`update touch_move set touch_id = ${after} where client_id = ${client} and touch_id = ${before}`.execute(
      trx,
    );
  }
  return id;
}

/** Reasons that were told in this call as well end with it. Served by touch_taken_along. */
export async function settleTakenAlong(
  trx: OpenTransaction,
  call: { client: string; touch: string },
  { at, to }: { at: Temporal.Instant; to: string },
): Promise<void> {
  await sql`${planOnce}
    with along as (
      select client_id, id, state from touch
      where client_id = ${call.client}::text::uuid and taken_along_by = ${call.touch}::text::uuid and state = 'held'
    ), moved as (
      insert into touch_move (client_id, touch_id, at, from_state, to_state, cause)
      select client_id, id, ${moment(at)}, state, ${to}::text, 'taken_along' from along
    )
    update touch set state = ${to}, channel = 'call', decided_by = 'taken_along', moved_at = ${moment(at)} from along
    where touch.client_id = along.client_id and touch.id = along.id`.execute(trx);
}

export interface TakenAlong {
  touch: string;
  chain: string;
  step: string;
  purpose: Purpose;
  occasionKind: string;
  occasionDate: Temporal.PlainDate;
  facts: Facts;
}

/** What else there is to say in this call, the most important first. */
export async function loadTakenAlong(
  db: Connection,
  call: { client: string; touch: string },
): Promise<TakenAlong[]> {
  const { rows } = await sql<TakenAlong>`${planOnce}
    select id as touch, chain, step, purpose, occasion_kind as "occasionKind", occasion_date as "occasionDate", facts
    from touch
    where client_id = ${call.client}::text::uuid and taken_along_by = ${call.touch}::text::uuid and state = 'held'
    order by array_position(array[${sql.join(purposes)}]::text[], purpose), worth desc, id`.execute(db);
  return rows;
}

/** Touches that this operator has taken and that have been decided otherwise since. Served by call_open_of. */
export async function loadStopped(db: Connection, staffMember: string): Promise<string[]> {
  const { rows } = await sql<{ touch: string }>`${planOnce}
    select call.touch_id as touch from call
    join touch on touch.client_id = call.client_id and touch.id = call.touch_id
    where call.outcome is null and call.staff_member_id = ${staffMember}::text::uuid and touch.state <> 'claimed'`.execute(
    db,
  );
  return rows.map(({ touch }) => touch);
}

/**
 * The lease goes on. Undefined: the call is not this operator's any more. It stands unless the touch has been decided
 * otherwise since it was taken: who is on the phone goes on talking, nobody dials.
 */
export async function keepLease(
  db: Connection,
  asked: { touch: string; staffMember: string; leaseUntil: Temporal.Instant },
): Promise<{ stands: boolean } | undefined> {
  const { rows } = await sql<{ stands: boolean }>`${planOnce}
    update call set lease_until = ${moment(asked.leaseUntil)} from touch
    where call.touch_id = ${asked.touch}::text::uuid and call.staff_member_id = ${asked.staffMember}::text::uuid
      and call.outcome is null and touch.client_id = call.client_id and touch.id = call.touch_id
    returning touch.state = 'claimed' as stands`.execute(db);
  return rows[0];
}

/** Calls whose lease is over stand where they stood, for the next operator. Returns how many. Served by call_lease. */
export async function giveBackOverdue(db: Connection, at: Temporal.Instant): Promise<number> {
  const { rows } = await sql<{ count: number }>`${planOnce}
    with overdue as (
      select client_id, id from call where outcome is null and lease_until <= ${moment(at)}
      order by client_id, id for update skip locked
    ), ended as (
      update call set outcome = 'lease_over', ended_at = ${moment(at)} from overdue
      where call.client_id = overdue.client_id and call.id = overdue.id
      returning call.client_id, call.touch_id, call.from_state
    ), freed as (
      update touch set state = ended.from_state, moved_at = ${moment(at)} from ended
      where touch.client_id = ended.client_id and touch.id = ended.touch_id and touch.state = 'claimed'
      returning touch.client_id, touch.id, touch.state
    ), moved as (
      insert into touch_move (client_id, touch_id, at, from_state, to_state, cause)
      select client_id, id, ${moment(at)}, 'claimed', state, 'lease_over' from freed
    )
    select count(*)::int as count from ended`.execute(db);
  return rows[0]?.count ?? 0;
}
