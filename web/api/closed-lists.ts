/** The contracts' closed lists, written again so that their schemas stay out of the browser; the compiler compares. */
import type { ChainDefinition } from "../../src/chains/contract.ts";
import type { TimelineKind } from "../../src/reports/client-contract.ts";
import type { Period, ResultList } from "../../src/reports/results-contract.ts";
import type { EventType, Messages } from "../../src/webhooks/contract.ts";
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
  statement: true,
  import: true,
  change: true,
});

type ChainParts = ChainDefinition;
type ChannelName = Extract<ChainParts["steps"][number]["channels"][number], string>;

/** In the order in which a step's channels are offered. */
export const chainChannels = keysOf<ChannelName>({
  call: true,
  email: true,
  sms: true,
  telegram: true,
  max: true,
  in_person: true,
});

export const purposes = keysOf<ChainParts["steps"][number]["purpose"]>({
  service: true,
  greeting: true,
  loyalty: true,
  care: true,
  advertising: true,
});

export const chainGoals = keysOf<NonNullable<ChainParts["goal"]>>({
  none: true,
  presented: true,
  dealing: true,
  planned_trip: true,
  appointment: true,
  card_renewed: true,
  gift_picked_up: true,
});

export const stopCauses = keysOf<NonNullable<ChainParts["stops"]>[number]>({
  goal: true,
  refused: true,
  answered: true,
});

/** What of a chain its page shows. */
export type ChainTab = "step" | "words" | "chain" | "yaml";
export const chainTabs = keysOf<ChainTab>({ step: true, words: true, chain: true, yaml: true });

export const resultListNames = keysOf<ResultList>({
  returned: true,
  purchases: true,
  cards: true,
  calls: true,
  burning: true,
});

export const resultPeriods = keysOf<Period>({ today: true, month: true, before: true, lastMonth: true });

/** In the order they are offered. */
export const eventTypes = keysOf<EventType>({
  "client.created": true,
  "client.changed": true,
  "client.merged": true,
  "client.unmerged": true,
  "client.erased": true,
  "consent.recorded": true,
  "wish.recorded": true,
  "card.sold": true,
  "card.presented": true,
  "purchase.booked": true,
  "purchase.refunded": true,
  "bonus.burned": true,
});

export type MessageState = Messages["messages"][number]["state"];
/** In the order the filters stand. */
export const messageStates = keysOf<MessageState>({ given_up: true, waiting: true, delivered: true });
