/**
 * An etiquette rule: what it refuses or holds, as one condition over an option `o` (a candidate over one channel, with
 * the facts about its client), the same for a million clients and for one. A touch keeps the facts under the same names
 * (store/kept-facts.ts), so what the rule says in words is read from the touch by the same expressions.
 */
import type { RawBuilder } from "kysely";
import type { Language, Words } from "../kernel/language.ts";
import type { Verdict } from "./verdict.ts";

/** Who is told, and on which day: a day of this year is said without its year. */
export interface VerdictReader {
  language: Language;
  today: Temporal.PlainDate;
}

export interface EtiquetteRule {
  code: string;
  /** Where a touch keeps what this rule said (`touch.says`): the rule's own for good, 0 to 30, never given to another. */
  place: number;
  name: Words;
  /** boolean: this touch will not happen. */
  refuses?: RawBuilder<unknown>;
  /** boolean: not now. */
  holds?: RawBuilder<unknown>;
  /** The inputs, as jsonb: spelled out when somebody reads the verdict, never while a day is planned. */
  because: RawBuilder<unknown>;
  /**
   * timestamptz: from when on a hold or a refusal could change; absent or null where it will not by itself. A verdict names the
   * first moment from then on that lies in the client's hours.
   */
  notBefore?: RawBuilder<unknown>;
  /** timestamptz: from when on an allowed touch may happen. */
  allowedFrom?: RawBuilder<unknown>;
  say(verdict: Verdict, to: VerdictReader): string;
}
