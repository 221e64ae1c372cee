/** Every occasion kind the product knows, and its reason in words. */
import { eventOf, type OccasionKind } from "../chains/chain.ts";
import type { Words } from "../kernel/language.ts";
import type { Facts, OccasionSource, SayContext } from "./occasion.ts";
import { acquaintance } from "./occasions/acquaintance.ts";
import { appointment } from "./occasions/appointment.ts";
import { birthday } from "./occasions/birthday.ts";
import { bonusBurn } from "./occasions/bonus-burn.ts";
import { cardExpiry } from "./occasions/card-expiry.ts";
import { cardReady } from "./occasions/card-ready.ts";
import { giftWaiting } from "./occasions/gift-waiting.ts";
import { holiday } from "./occasions/holiday.ts";
import { issue } from "./occasions/issue.ts";
import { missingFacts } from "./occasions/missing-facts.ts";
import { monthEnd } from "./occasions/month-end.ts";
import { namedEvent } from "./occasions/named-event.ts";
import { plannedTrip } from "./occasions/planned-trip.ts";
import { recall } from "./occasions/recall.ts";
import { returned } from "./occasions/returned.ts";
import { silence } from "./occasions/silence.ts";
import { visited } from "./occasions/visited.ts";

const sources: readonly OccasionSource[] = [
  birthday,
  holiday,
  returned,
  visited,
  plannedTrip,
  appointment,
  bonusBurn,
  cardExpiry,
  cardReady,
  giftWaiting,
  missingFacts,
  issue,
  monthEnd,
  acquaintance,
  recall,
  silence,
];
const byKind = new Map(sources.map((source) => [source.kind, source]));

export function occasionSource(kind: OccasionKind): OccasionSource {
  const source = sourceOf(kind);
  if (!source) throw new Error(`no source of ${kind}`);
  return source;
}

/** A touch of an erased client has no facts left. */
export const sayOccasion = (kind: string, facts: Facts, context: SayContext): string =>
  kind !== "missing-facts" && Object.keys(facts).length === 0
    ? erased[context.language]
    : (sourceOf(kind)?.say(facts, context) ?? kind);

const erased: Words = { ru: "повод уничтожен по требованию клиента", en: "erased on the client's demand" };

function sourceOf(kind: string): OccasionSource | undefined {
  const event = eventOf(kind);
  return event === undefined ? byKind.get(kind as OccasionKind) : namedEvent(event);
}
