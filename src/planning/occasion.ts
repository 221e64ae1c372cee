/** An occasion kind is one SQL source: for a range of days it yields the occasions whose date lies in it. */
import type { RawBuilder } from "kysely";
import { anyOf, sql } from "../database/sql.ts";
import type { Language } from "../kernel/language.ts";
import type { Conditions } from "../segments/contract.ts";
import type { OccasionKind } from "../chains/chain.ts";
import type { EtiquetteSettings } from "./settings.ts";

export interface OccasionRange {
  /** First and last date an occasion may hang on. */
  from: Temporal.PlainDate;
  to: Temporal.PlainDate;
  /** Only these clients; everybody where absent. */
  clients: readonly string[] | undefined;
  settings: EtiquetteSettings;
  /** The day that is planned. */
  on: Temporal.PlainDate;
  /** That day is over: what was true on it counts, as far as it is kept, and not what became of it. */
  isOver: boolean;
  /** The moment the day is judged at. */
  at: Temporal.Instant;
  /** Of issues of the newsletter that are not for everybody: for whom. */
  issueReaders: readonly IssueReaders[];
}

export interface IssueReaders {
  number: number;
  conditions: Conditions;
}

export interface OccasionSource {
  kind: OccasionKind;
  /** On a day that has one, nearly everybody has it; the index touch_of_most holds the touches of these kinds. */
  isForMost?: true;
  /** A select of (client_id uuid, occasion_key text, occasion_date date, facts jsonb, worth bigint). */
  select(range: OccasionRange): RawBuilder<unknown>;
  /** The reason in words: «2 400 ₽ сгорят 23 декабря». */
  say(facts: Facts, context: SayContext): string;
}

export type Facts = Record<string, string | number | null>;
export interface SayContext {
  language: Language;
  today: Temporal.PlainDate;
  currency: string;
}

/** `and <column> = any(…)` where only some clients are asked for. */
export function onlyClients(column: string, range: OccasionRange): RawBuilder<unknown> {
  return range.clients === undefined ? sql`` : sql`and ${sql.raw(column)} = ${anyOf(range.clients, "uuid")}`;
}

/** `and <column> <= the day`, where that is over and what came later was not known. */
export function knownThen(column: string, { on, isOver }: OccasionRange): RawBuilder<unknown> {
  return isOver ? sql`and ${sql.raw(column)} <= ${day(on)}` : sql``;
}

/**
 * As literals: the cast of a parameter is parsed anew for every row that an expression looks at. A statement has hundreds
 * of them, so each is one piece of text.
 */
export const day = (date: Temporal.PlainDate): RawBuilder<unknown> => sql.raw(`date '${date.toString()}'`);
export const moment = (at: Temporal.Instant): RawBuilder<unknown> =>
  sql.raw(`timestamptz '${at.toString()}'`);
