/** The contracts' closed lists, written again so that their schemas stay out of the browser; the compiler compares. */
import type { TimelineKind } from "../../src/reports/client-contract.ts";
import type { TouchesQuery, TouchState } from "../../src/reports/contract.ts";

const keysOf = <Word extends string>(words: Record<Word, true>): readonly Word[] =>
  Object.keys(words) as Word[];

export type TouchPart = NonNullable<TouchesQuery["part"]>;

export const touchParts = keysOf<TouchPart>({ happening: true, made: true, left_out: true });

export const touchStates = keysOf<TouchState>({
  planned: true,
  due: true,
  claimed: true,
  sent: true,
  delivered: true,
  failed: true,
  unknown: true,
  queued: true,
  done: true,
  no_answer: true,
  refused: true,
  held: true,
  lapsed: true,
  withdrawn: true,
  control: true,
});

/** In the order the filters stand. */
export const timelineKinds = keysOf<TimelineKind>({
  touch: true,
  dealing: true,
  presentation: true,
  posting: true,
  planned_trip: true,
  consent: true,
  wish: true,
  event: true,
  card: true,
  renewal: true,
  grace: true,
  import: true,
  change: true,
});
