/** What a file brought to a record that was merged since: it goes from the record, and from whom the record gave it to. */
import { isDeepStrictEqual } from "node:util";
import type { Change } from "../desk.ts";
import { joinFacts, withoutGiven } from "../merge/join-facts.ts";
import type { ProfileFacts } from "../profile-facts.ts";

/** Facts as the profile has them. */
export type FactValues = Partial<ProfileFacts>;

export interface MergedFacts {
  /** As it was set aside. */
  record: ProfileFacts;
  survivor: ProfileFacts;
  /** What the survivor took of it. */
  given: readonly Change[];
}

/**
 * The record as it knows of these facts what it knew, `back`, and what follows for the survivor. What the survivor knows of
 * itself, or somebody has changed since, stays as it is. `went` is what the survivor has changed: whoever it was merged into
 * has taken that.
 */
export function withoutBrought(
  { record, survivor, given }: MergedFacts,
  back: FactValues,
): MergedFacts & { went: FactValues } {
  const recordAfter: ProfileFacts = { ...record, ...back };
  const joined = joinFacts(withoutGiven(survivor, given), recordAfter);
  const left = given.flatMap((change): Change[] => {
    const field = change.field as keyof ProfileFacts;
    if (!Object.hasOwn(back, field) || !isDeepStrictEqual(survivor[field], change.after)) return [change];
    const after = joined[field];
    return isDeepStrictEqual(after, change.before) ? [] : [{ ...change, after }];
  });
  const went = Object.fromEntries(
    given
      .filter((change) => !left.includes(change))
      .map(({ field }) => [field, joined[field as keyof ProfileFacts]]),
  );
  return { record: recordAfter, survivor: { ...survivor, ...went }, given: left, went };
}
