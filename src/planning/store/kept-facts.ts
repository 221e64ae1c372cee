/**
 * What a touch keeps of a judgement, in narrow columns of the table `touch`: the facts the rules looked at, under the
 * names the rules know them by, and what each rule said. Words and JSON are made of them when somebody reads.
 */
import type { RawBuilder } from "kysely";
import { fixed, sql } from "../../database/sql.ts";
import type { EtiquetteRule } from "../etiquette-rule.ts";
import { rulebook } from "../rulebook.ts";

/** A rule that needs a further fact gets it from client-facts.ts, and a column of this name from a migration. */
export const keptFacts = [
  "due_on",
  "window_ends",
  "fact_gone",
  "deceased_on",
  "stopped_since",
  "wish_scope",
  "wish_since",
  "wish_until",
  "wish_held_by",
  "consent_given",
  "consent_at",
  "consent_how",
  "unusable_contact_points",
  "zone",
  "zone_from",
  "hours_from",
  "hours_to",
  "opens_at",
  "closes_at",
  "day_is_over",
  "proactive_count",
  "calls_count",
  "last_advertising",
  "advertising_free_on",
  "proactive_free_on",
  "calls_free_on",
  "instead_of_it",
  "instead_of_other",
  "taken_along_by",
  "refused_on",
  "refused_free_on",
  "spoke_on",
  "spoke_free_on",
  "unanswered",
  "last_try_at",
  "next_try_at",
  "attempts_over",
  "complaint_since",
  "birthday_today",
  "in_control",
  "capacity_calls",
  "capacity_free_on",
  "chain_over_by",
  "chain_over_on",
  "chain_free_on",
] as const;

const codes = { allow: 1, hold: 2, refuse: 3 } as const;
const shifted = (value: number, rule: EtiquetteRule): bigint => BigInt(value) << BigInt(2 * rule.place);
const inEveryPlace = (value: number): bigint =>
  Array.from({ length: 31 }, (_, place) => BigInt(value) << BigInt(2 * place)).reduce(
    (mask, bit) => mask | bit,
  );

/** What each of `rules` says about the option `o`, two bits a rule: a hold adds one to an allow, a refusal two. */
export function saysOf(rules: readonly EtiquetteRule[]): RawBuilder<unknown> {
  const allowed = rules.map((rule) => shifted(codes.allow, rule)).reduce((a, b) => a + b, 0n);
  const against = rules.map(
    (rule) => sql`case
      ${rule.refuses ? sql`when ${rule.refuses} then ${sql.lit(shifted(2, rule))}` : sql``}
      ${rule.holds ? sql`when ${rule.holds} then ${sql.lit(shifted(1, rule))}` : sql``} else 0 end`,
  );
  return fixed(sql`(${sql.lit(allowed)}::bigint + ${sql.join(against, sql` + `)})`);
}

const eachRefuses = sql.lit(inEveryPlace(1));
const eachHolds = sql.lit(inEveryPlace(2));

/** 2 where any rule refuses, 1 where any holds, else 0. */
export const severityOf = (says: RawBuilder<unknown>): RawBuilder<unknown> =>
  fixed(sql`case
  when ${says} & (${says} >> 1) & ${eachRefuses} <> 0 then 2
  when ${says} & ${eachHolds} <> 0 then 1 else 0 end`);

/** What is said without what `rule` says. */
export const saysBesides = (says: RawBuilder<unknown>, rule: EtiquetteRule): RawBuilder<unknown> =>
  sql`(${says} & ~${sql.lit(shifted(3, rule))})`;

/** What is said where `rule` refuses, whatever it said before. */
export const saysRefused = (says: RawBuilder<unknown>, rule: EtiquetteRule): RawBuilder<unknown> =>
  sql`(${saysBesides(says, rule)} | ${sql.lit(shifted(codes.refuse, rule))})`;

const ruleSays = (rule: EtiquetteRule, code: keyof typeof codes) =>
  sql`o.says & ${sql.lit(shifted(3, rule))} = ${sql.lit(shifted(codes[code], rule))}`;

/** The first rule of the book that refuses, else the first that holds; null where all allow. */
export const decidedBy: RawBuilder<unknown> = fixed(sql`case ${severityOf(sql`o.says`)}
  when 2 then case ${firstThatSays("refuse")} end
  when 1 then case ${firstThatSays("hold")} end end`);

function firstThatSays(code: "hold" | "refuse"): RawBuilder<unknown> {
  return sql.join(
    rulebook
      .filter((rule) => (code === "refuse" ? rule.refuses : rule.holds))
      .map((rule) => sql`when ${ruleSays(rule, code)} then ${sql.lit(rule.code)}`),
    sql` `,
  );
}

/** From when on the rule that decided could say otherwise. */
export const couldChangeFrom: RawBuilder<unknown> = fixed(
  sql`case o.decided_by ${sql.join(
    rulebook.flatMap((rule) =>
      rule.notBefore ? [sql`when ${sql.lit(rule.code)} then ${rule.notBefore}`] : [],
    ),
    sql` `,
  )} end`,
);

/** The first moment from then on that lies in the client's hours; null where none does. */
export const opensFrom = (moment: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`opens_from(${moment}, o.zone, o.zone_from, o.hours_from, o.hours_to)`;

/**
 * The verdicts of a touch `o` with all that they looked at, as json: an array of `Verdict`, in the order of the book. One
 * expression over text: a list of rows the server would make ready anew for every touch, and jsonb it would build up twice.
 */
export const spelledVerdicts: RawBuilder<unknown> = fixed(sql`coalesce(o.verdicts::text,
  concat('[', concat_ws(',', ${sql.join(rulebook.map(told))}), ']'))::json`);

function told(rule: EtiquetteRule): RawBuilder<unknown> {
  const allows = ruleSays(rule, "allow");
  const notBefore =
    rule.allowedFrom || rule.notBefore
      ? sql`coalesce(to_json(case when ${allows} then ${rule.allowedFrom ?? sql`null`}
          else ${rule.notBefore ? opensFrom(rule.notBefore) : sql`null`} end::timestamptz)::text, 'null')`
      : sql`'null'`;
  return sql`case when o.says & ${sql.lit(shifted(3, rule))} <> 0 then concat('{"rule":"', ${sql.lit(rule.code)}, '","says":"',
    case when ${allows} then 'allow' when ${ruleSays(rule, "hold")} then 'hold' else 'refuse' end,
    '","because":', (${rule.because})::jsonb, ',"notBefore":', ${notBefore}, '}') end`;
}
