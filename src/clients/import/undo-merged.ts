/** What a file brought to a record that was merged since: it goes from the record, and from whom the record gave it to. */
import { isDeepStrictEqual } from "node:util";
import type { Change } from "../desk.ts";
import { joinFacts, withoutGiven } from "../merge/join-facts.ts";
import type { ProfileFacts } from "../profile-facts.ts";
import type { FactReturn } from "./change.ts";
import { factChange } from "./history.ts";

export interface MergedFacts {
  /** As it was set aside. */
  record: ProfileFacts;
  survivor: ProfileFacts;
  /** What the survivor took of it. */
  given: readonly Change[];
}

/** What the survivor knows of itself, or somebody has changed since, stays as it is. */
export function withoutBrought(
  { record, survivor, given }: MergedFacts,
  facts: readonly FactReturn[],
): MergedFacts {
  const back = facts.filter(({ fact }) => fact !== "externalId");
  const values = back.map(({ fact, to }) => [fact, factChange(fact, "", to).after] as const);
  const recordAfter: ProfileFacts = { ...record, ...Object.fromEntries(values) };
  const joined = joinFacts(withoutGiven(survivor, given), recordAfter);
  const left = given.flatMap((change): Change[] => {
    const field = change.field as keyof ProfileFacts;
    if (!back.some(({ fact }) => fact === field) || !isDeepStrictEqual(survivor[field], change.after))
      return [change];
    const after = joined[field];
    return isDeepStrictEqual(after, change.before) ? [] : [{ ...change, after }];
  });
  const went = given.filter((change) => !left.includes(change));
  const survivorAfter: ProfileFacts = {
    ...survivor,
    ...Object.fromEntries(went.map(({ field }) => [field, joined[field as keyof ProfileFacts]])),
  };
  return { record: recordAfter, survivor: survivorAfter, given: left };
}
