/** The plan's codes as sentences in the reader's language: one place for every list that shows touches. */
import type { Reader } from "../business/reader.ts";
import type { ChainVersion } from "../chains/version.ts";
import type { Facts } from "../planning/occasion.ts";
import { sayOccasion } from "../planning/occasion-words.ts";
import { nameRule, nameState, sayVerdict } from "../planning/verdict-words.ts";
import type { Verdict } from "../planning/verdict.ts";
import type { SaidVerdict, Touch } from "./contract.ts";

export interface PlanWords {
  chainName(chain: string): string;
  chainAbout(chain: string): string;
  why(kind: string, facts: Facts): string;
  occasion(kind: string, date: Temporal.PlainDate, facts: Facts): Touch["occasion"];
  verdicts(verdicts: readonly Verdict[]): SaidVerdict[];
  /** Beside a number: the rule that decided, or, where no rule did, the state. */
  reason(rule: string | null, state: string): string;
}

export function planWords({ language, today, business }: Reader, chains: readonly ChainVersion[]): PlanWords {
  const byCode = new Map(chains.map(({ chain, definition }) => [chain, definition]));
  const why = (kind: string, facts: Facts) =>
    sayOccasion(kind, facts, { language, today, currency: business.currency });
  return {
    chainName: (chain) => byCode.get(chain)?.name[language] ?? chain,
    chainAbout: (chain) => byCode.get(chain)?.about[language] ?? "",
    why,
    occasion: (kind, date, facts) => ({ kind, date: date.toString(), text: why(kind, facts) }),
    verdicts: (verdicts) =>
      verdicts.map((verdict) => ({
        rule: verdict.rule,
        says: verdict.says,
        text: sayVerdict(verdict, { language, today }),
        because: verdict.because,
        notBefore: verdict.notBefore,
      })),
    reason: (rule, state) => (rule === null ? nameState(state, language) : nameRule(rule, language)),
  };
}
