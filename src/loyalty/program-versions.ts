/** Which version of the program's rules a day falls under. */
import { assert } from "../kernel/assert.ts";
import type { EpochDay } from "../kernel/calendar.ts";
import type { Program } from "./program.ts";

export interface ProgramVersion extends Program {
  /** The type of card it is for. */
  cardType: string;
  version: number;
  startsOn: EpochDay;
}

/** What a card is sold as where nobody says otherwise. */
export const standardType = "standard";
/** What an import sells, and what counts where cards of all types are counted together. */
export const standardCard = { cardType: standardType };

/** `versions` of all types, each in order of their start; days before the first start fall under the first. */
export function programOn(
  versions: readonly ProgramVersion[],
  { cardType }: { cardType: string },
  day: EpochDay,
): ProgramVersion {
  let found: ProgramVersion | undefined;
  for (const version of versions)
    if (version.cardType === cardType && (!found || version.startsOn <= day)) found = version;
  assert(found, `no program for cards of type ${cardType}`);
  return found;
}
