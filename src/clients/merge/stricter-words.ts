/** What one record of a person was forbidden, the person forbade: nothing that another record holds makes it allowed. */
import { spoken, wordOn, type Said } from "../allowance.ts";

type Withdrawal = Pick<Said, "purpose" | "channel">;

/**
 * What has to be withdrawn on a record whose words are `kept` because it stands withdrawn in one of the `others`. All of
 * them the newest first. Where nothing was ever said there is nothing to withdraw.
 */
export function stricterWords(kept: readonly Said[], others: readonly (readonly Said[])[]): Withdrawal[] {
  return spoken.flatMap(({ purpose, channels }): Withdrawal[] => {
    const stricter = channels.filter(
      (channel) =>
        wordOn(kept, purpose, channel)?.given === true &&
        others.some((words) => wordOn(words, purpose, channel)?.given === false),
    );
    if (stricter.length === channels.length) return [{ purpose, channel: "any" }];
    return stricter.map((channel) => ({ purpose, channel }));
  });
}
