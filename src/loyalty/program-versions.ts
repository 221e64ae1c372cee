/** Which version of the program's rules a day falls under. */
import { assert } from "../kernel/assert.ts";
import type { EpochDay } from "../kernel/calendar.ts";
import type { Program } from "./program.ts";

export interface ProgramVersion extends Program {
  version: number;
  startsOn: EpochDay;
}

/** `versions` in order of their start; days before the first start fall under the first. */
export function programOn(versions: readonly ProgramVersion[], day: EpochDay): ProgramVersion {
  let found = versions[0];
  for (const version of versions) if (version.startsOn <= day) found = version;
  assert(found, "the program has no version");
  return found;
}
