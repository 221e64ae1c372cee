/**
 * An etiquette rule: one expression over an option (a candidate over one channel, with the facts about its client
 * joined by planning/store/decide.ts), the same for a million clients and for one.
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
  name: Words;
  /** `allow`, `hold` or `refuse`, as text. */
  says: RawBuilder<unknown>;
  /** The inputs, as jsonb. */
  because: RawBuilder<unknown>;
  /** Whether an `allow` has inputs worth keeping; where not, it is stored as a constant, which a large plan feels. */
  tellsWhenAllowing: boolean;
  /** timestamptz: when the verdict could change at the earliest; null where it will not by itself. */
  notBefore: RawBuilder<unknown>;
  say(verdict: Verdict, to: VerdictReader): string;
}
