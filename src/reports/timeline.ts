/** The order of a client's line of time, in which entries of every kind share one key. */
import type { TimelineKind } from "./client-contract.ts";

/**
 * Within a day an entry stands above what it came from: a visit shows the card, then buys, then earns;
 * a conversation ends in a wish, a consent, a plan.
 */
export const kindRank: Record<TimelineKind, number> = {
  touch: 0,
  presentation: 1,
  dealing: 2,
  posting: 3,
  consent: 4,
  wish: 5,
  planned_trip: 6,
  event: 7,
  import: 8,
  change: 9,
  card: 10,
  renewal: 11,
  grace: 12,
  statement: 13,
};

/** Where an entry stands. */
export interface TimelineKey {
  kind: TimelineKind;
  /** The client's own, or one that was merged into it. */
  record: string;
  on: Temporal.PlainDate;
  id: string;
}
