/** A touch of the model: what of it is compared, and what is known of it while it is judged. */
import type { Chain, Step } from "../../src/chains/chain.ts";
import type { ModelClient, ModelPromise } from "./facts.ts";
import type { ModelOccasion } from "./occasions.ts";

export interface ModelTouch {
  client: string;
  chain: string;
  step: string;
  key: string;
  channel: string;
  state: string;
  says: Record<string, string>;
  /** When it may happen or could change: ISO instant. */
  notBefore: string | null;
  /** Chain, step and occasion of the call in which it is said besides that call's own reason. */
  along: string | null;
}

export interface Candidate extends ModelOccasion {
  chain: Chain;
  step: Step;
  due: Temporal.PlainDate;
  ends: Temporal.PlainDate;
}

export interface Judged extends Candidate {
  client: ModelClient;
  nextTry: Temporal.Instant | undefined;
  promise?: ModelPromise;
  channel: string;
  says: Map<string, { says: string; notBefore: Temporal.Instant | null }>;
  /** What takes the place of a call that nobody is free for on the last day. */
  spare?: Judged | undefined;
  along?: Holder | undefined;
  /** Nobody is free for it: it takes nothing along. */
  isUncalled?: boolean;
}

export const order = ["service", "greeting", "loyalty", "care", "advertising"];
/** What has the place: a call that was promised, judged or as it stands, or the most important touch of those that may happen. */
export interface Holder {
  client: ModelClient;
  /** Chain, step and occasion. */
  what: string;
  purpose: string;
  channel: string;
  judged?: Judged;
}

const before = Temporal.PlainDate.compare;

export function severity(touch: Judged): number {
  const said = [...touch.says.values()].map((verdict) => verdict.says);
  return said.includes("refuse") ? 2 : said.includes("hold") ? 1 : 0;
}

export const byPriority = (a: Judged, b: Judged): number =>
  order.indexOf(a.step.purpose) - order.indexOf(b.step.purpose) ||
  Number(b.worth - a.worth) ||
  before(a.ends, b.ends) ||
  compareText(a.key, b.key) ||
  compareText(a.chain.code, b.chain.code) ||
  compareText(a.step.code, b.step.code) ||
  compareText(a.client.id, b.client.id);

export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
