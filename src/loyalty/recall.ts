/**
 * What this process saw last of the cards it booked on. A purchase computed from it is written only if the card still
 * stands like that, so it may be out of date, and is then forgotten.
 */
import type { ProgramVersion } from "./program-versions.ts";
import type { TillCard } from "./till.ts";

export interface SeenCard {
  card: TillCard;
  /** Of the card's type. */
  programs: readonly ProgramVersion[];
  /** Another one: somebody has changed something on the card. */
  rowVersion: string;
  /** Another one: programs or calendars may have changed. */
  rulesVersion: string;
}

export interface Recall {
  cards: Map<string, SeenCard>;
  /** Offices and staff members that are ours. They may leave, they are never unknown again. */
  places: Set<string>;
}

export const newRecall = (): Recall => ({ cards: new Map(), places: new Set() });

/** About ten megabytes. */
const most = 20_000;

/** The one seen longest ago makes room. */
export function remember({ cards }: Recall, seen: SeenCard): void {
  const { number } = seen.card;
  cards.delete(number);
  cards.set(number, seen);
  if (cards.size <= most) return;
  const [oldest] = cards.keys();
  if (oldest !== undefined) cards.delete(oldest);
}
