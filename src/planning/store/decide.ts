/**
 * Judges all candidates at once: joins the facts about their clients, applies every etiquette rule's one expression,
 * chooses the channel, lets one touch a day win. The same statement for everybody and for one client.
 */
import type { RawBuilder } from "kysely";
import { constants, sql, type OpenTransaction } from "../../database/sql.ts";
import { purposes } from "../../chains/chain.ts";
import type { EtiquetteRule } from "../etiquette-rule.ts";
import { day } from "../occasion.ts";
import { channelRules, dayRules, rulebook } from "../rulebook.ts";
import { hoursOf } from "../settings.ts";
import { lockedStates } from "../touch-states.ts";
import { consents, contactPoints, history, localHours, network, stops, wishes } from "./client-facts.ts";
import type { PlanningDay } from "./planning-day.ts";

const says = (rule: EtiquetteRule): RawBuilder<unknown> => sql.ref(`o.says_${rule.code}`);
const saysColumns = (rules: readonly EtiquetteRule[]) =>
  sql.join(rules.map((rule) => sql`${rule.says} as ${sql.ref(`says_${rule.code}`)}`));
const anySays = (rules: readonly EtiquetteRule[], verdict: "hold" | "refuse") =>
  sql`(${sql.join(
    rules.map((rule) => sql`${says(rule)} = ${sql.lit(verdict)}`),
    sql` or `,
  )})`;
const firstThatSays = (verdict: "hold" | "refuse") =>
  sql`case ${sql.join(
    rulebook.map((rule) => sql`when ${says(rule)} = ${sql.lit(verdict)} then ${sql.lit(rule.code)}`),
    sql` `,
  )} end`;
const verdictOf = (rule: EtiquetteRule) => {
  const told = sql`jsonb_build_object('rule', ${sql.lit(rule.code)}, 'says', ${says(rule)}, 'because', ${rule.because}, 'notBefore', ${rule.notBefore})`;
  const plainAllow = { rule: rule.code, says: "allow", because: {}, notBefore: null };
  return rule.tellsWhenAllowing
    ? told
    : sql`case when ${says(rule)} = 'allow' then ${sql.lit(JSON.stringify(plainAllow))}::jsonb else ${told} end`;
};
const verdicts = sql`jsonb_build_array(${sql.join(rulebook.map(verdictOf))})`;
/** When the rule that decided could say otherwise. */
const heldUntil = sql`case o.decided_by ${sql.join(
  rulebook.map((rule) => sql`when ${sql.lit(rule.code)} then ${rule.notBefore}`),
  sql` `,
)} end`;
const purposeRank = sql`case o.purpose ${sql.join(
  purposes.map((purpose, rank) => sql`when ${sql.lit(purpose)} then ${sql.lit(rank)}`),
  sql` `,
)} end`;
const contested = sql`(o.severity = 0 and o.purpose <> 'service')`;
const ofTheDay = sql`(partition by o.client_id, ${contested}
  order by ${purposeRank}, o.worth desc, o.window_ends, o.occasion_key, o.chain, o.step)`;

/** Fills the temporary table `decided` from `candidate`: one row a candidate, with its channel, state and verdicts. */
export async function decide(trx: OpenTransaction, planning: PlanningDay): Promise<void> {
  await sql`
    create temporary table decided (
      client_id uuid not null, id uuid not null, chain text not null, chain_version integer not null, step text not null,
      occasion_kind text not null, occasion_key text not null, occasion_date date not null, facts jsonb not null,
      purpose text not null, channel text not null, contact_point_id uuid, state text not null, decided_by text,
      verdicts jsonb not null, not_before timestamptz, not_after timestamptz, worth bigint not null
    ) on commit drop`.execute(trx);
  await expandOptions(trx);
  await sql`
    insert into decided
    with ${network(planning)},
    ${localHours(planning)},
    ${wishes(planning)},
    ${stops()},
    ${contactPoints()},
    ${history(planning)},
    ${consents(planning)},
    taken as (
      select distinct on (client_id) client_id, chain || '/' || step as what from touch
      where on_day = ${day(planning.on)} and state in ${constants(lockedStates)} and purpose <> 'service'
        and client_id in (select client_id from person)
      order by client_id, moved_at
    ),
    known as materialized (${known(planning)}),
    judged as materialized (select o.*, ${saysColumns(channelRules)} from known as o),
    weighed as materialized (
      select o.*, case when ${anySays(channelRules, "refuse")} then 2 when ${anySays(channelRules, "hold")} then 1 else 0 end as severity
      from judged as o
    ),
    chosen as materialized (
      select distinct on (o.client_id, o.chain, o.step, o.occasion_key) o.* from weighed as o
      order by o.client_id, o.chain, o.step, o.occasion_key, o.severity, o.preference
    ),
    ranked as materialized (
      select o.*,
        case when ${contested} then row_number() over ${ofTheDay} + (taken.what is not null)::int end as rank_today,
        coalesce(taken.what, first_value(o.chain || '/' || o.step) over ${ofTheDay}) as instead_of_it
      from chosen as o left join taken on taken.client_id = o.client_id
    ),
    told as materialized (select o.*, ${saysColumns(dayRules)} from ranked as o),
    ended as materialized (select o.*, coalesce(${firstThatSays("refuse")}, ${firstThatSays("hold")}) as decided_by, ${anySays(rulebook, "refuse")} as refused from told as o)
    select o.client_id, touch_id(o.client_id, o.chain, o.step, o.occasion_key, o.on_day), o.chain, o.chain_version, o.step,
      o.occasion_kind, o.occasion_key, o.occasion_date, o.facts, o.purpose, o.channel, o.contact_point_id,
      case
        when o.decided_by is null then 'planned'
        when o.decided_by = 'late' then 'lapsed'
        when o.decided_by = 'withdrawn' then 'withdrawn'
        when o.refused then 'refused'
        else 'held'
      end,
      o.decided_by, ${verdicts},
      case when o.decided_by is null then o.opens_at else ${heldUntil} end,
      case when o.decided_by is null then o.closes_at end, o.worth
    from ended as o`.execute(trx);
  await sql`analyze decided`.execute(trx);
}

/** Tables of their own rather than parts of the statement, so that the server knows how many rows it judges. */
async function expandOptions(trx: OpenTransaction): Promise<void> {
  await sql`create temporary table person (client_id uuid primary key) on commit drop`.execute(trx);
  await sql`insert into person select distinct client_id from candidate`.execute(trx);
  await sql`analyze person`.execute(trx);
  await sql`
    create temporary table option (like candidate, channel text not null, preference bigint not null, needed_consent text)
    on commit drop`.execute(trx);
  await sql`
    insert into option
    select candidate.*, way.channel, way.preference,
      case candidate.purpose when 'service' then null when 'advertising' then 'advertising' else 'contact' end
    from candidate cross join unnest(candidate.channels) with ordinality as way (channel, preference)`.execute(
    trx,
  );
  await sql`analyze option`.execute(trx);
}

/** Of the wishes that cover an option the one that stays longest: only when it ends could the verdict change. */
const longestWish = sql`
  select covering.wish
  from (values (wishes.everything), (case when option.purpose = 'advertising' then wishes.advertising end),
    (wishes.by_channel -> option.channel)) as covering (wish)
  where covering.wish is not null
  order by (covering.wish ->> 'until') is null desc, covering.wish ->> 'until' desc limit 1`;

/** An option with every fact that a rule may look at. */
function known(planning: PlanningDay): RawBuilder<unknown> {
  const next = hoursOf(planning.settings, planning.on.add({ days: 1 }));
  const { advertisingDays } = planning.settings;
  return sql`
    select option.*, ${day(planning.on)} as on_day, ${planning.at.toString()}::text::timestamptz as at,
      local_hours.deceased_on, stops.stopped_since, local_hours.zone, local_hours.zone_from, local_hours.hours_from, local_hours.hours_to,
      local_hours.opens_time, local_hours.opens_at, local_hours.closes_at,
      (${day(planning.on.add({ days: 1 }))} + greatest(${next.opens}::text::time, local_hours.hours_from)) at time zone local_hours.zone as next_opens_at,
      case when wishes.client_id is not null then (${longestWish}) end as wish,
      coalesce(consents.given, false) as consent_given, consents.at as consent_at, consents.how as consent_how,
      contact_points.id as contact_point_id, contact_points.unusable as unusable_contact_points,
      history.last_advertising, coalesce(history.proactive_count, 0) as proactive_count,
      coalesce(history.calls_count, 0) as calls_count, history.proactive_freeing, history.calls_freeing,
      ${advertisingDays}::int as advertising_days
    from option
    join local_hours on local_hours.client_id = option.client_id
    left join wishes on wishes.client_id = option.client_id
    left join stops on stops.client_id = option.client_id
    left join consents on consents.client_id = option.client_id and consents.channel = option.channel
      and consents.purpose = option.needed_consent
    left join contact_points on contact_points.client_id = option.client_id
      and contact_points.kind = case option.channel when 'call' then 'phone' else option.channel end
    left join history on history.client_id = option.client_id`;
}
