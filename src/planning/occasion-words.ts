/** Every occasion kind the product knows, and its reason in words. */
import type { OccasionKind } from "../chains/chain.ts";
import type { Facts, OccasionSource, SayContext } from "./occasion.ts";
import { birthday } from "./occasions/birthday.ts";
import { bonusBurn } from "./occasions/bonus-burn.ts";
import { issue } from "./occasions/issue.ts";
import { returned } from "./occasions/returned.ts";

export const occasionSources: Record<OccasionKind, OccasionSource> = {
  "bonus-burn": bonusBurn,
  birthday,
  returned,
  issue,
};

export function sayOccasion(kind: string, facts: Facts, context: SayContext): string {
  const source = Object.values(occasionSources).find((known) => known.kind === kind);
  return source ? source.say(facts, context) : kind;
}
