/** A day in numbers, the lists behind the numbers, and the calls of a day. */
import { Type, type Static } from "typebox";
import { Question } from "../clients/completeness-contract.ts";
import { purposes } from "../chains/chain.ts";
import {
  cursor,
  Day,
  Id,
  lang,
  Moment,
  Money,
  next,
  nullable,
  oneOf,
  phrase,
  TimeOfDay,
} from "../kernel/wire.ts";

export const touchStates = [
  "planned",
  "due",
  "claimed",
  "sent",
  "delivered",
  "failed",
  "unknown",
  "queued",
  "done",
  "no_answer",
  "refused",
  "held",
  "lapsed",
  "withdrawn",
  "control",
] as const;
export type TouchState = (typeof touchStates)[number];

/** What one rule said about one touch, and the same as a sentence. */
export const SaidVerdict = Type.Object({
  rule: Type.String(),
  says: oneOf(["allow", "hold", "refuse"]),
  text: Type.String(),
  because: Type.Record(Type.String(), Type.Unknown(), { description: "What the rule looked at." }),
  notBefore: nullable(Moment),
});
export type SaidVerdict = Static<typeof SaidVerdict>;

/** What every list that shows touches tells of one. */
export const touchFields = {
  chain: Type.String(),
  chainName: Type.String(),
  step: Type.String(),
  occasion: Type.Object({ kind: Type.String(), date: Day, text: Type.String() }),
  purpose: oneOf(purposes),
  channel: Type.String(),
  state: oneOf(touchStates),
  decidedBy: nullable(
    Type.String({ description: "The rule that decided, where the touch does not happen." }),
  ),
  verdicts: Type.Array(SaidVerdict),
};

export const Touch = Type.Object({
  id: Id,
  client: Id,
  name: Type.String(),
  on: Day,
  ...touchFields,
  notBefore: nullable(Moment),
  notAfter: nullable(Moment),
});
export type Touch = Static<typeof Touch>;

// Today --------------------------------------------------------------------------------------------------------

export const TodayQuery = Type.Object({ on: Type.Optional(Day), lang });

/** Why touches do not happen: one rule, in words, and how many. The list is /touches with the same state and rule. */
export const Reason = Type.Object({
  state: oneOf(touchStates),
  rule: nullable(Type.String({ description: "null where no rule decided; the text then names the state." })),
  text: Type.String(),
  count: Type.Integer(),
});
export type Reason = Static<typeof Reason>;

export const ChannelCount = Type.Object({
  channel: Type.String(),
  planned: Type.Integer({ description: "Touches that happen on this day, made ones included." }),
  done: Type.Integer({ description: "Of them made." }),
});
export type ChannelCount = Static<typeof ChannelCount>;

export const TodayChain = Type.Object({
  chain: Type.String(),
  name: Type.String(),
  about: Type.String(),
  occasions: Type.Integer(),
  planned: Type.Integer(),
  done: Type.Integer(),
  byChannel: Type.Array(ChannelCount),
  reasons: Type.Array(Reason, { description: "The largest first; together occasions − planned." }),
});
export type TodayChain = Static<typeof TodayChain>;

export const Today = Type.Object({
  on: Day,
  occasions: Type.Integer(),
  planned: Type.Integer(),
  done: Type.Integer(),
  byChannel: Type.Array(ChannelCount),
  burningIn30Days: Money,
  chains: Type.Array(TodayChain),
  calls: Type.Object({
    planned: Type.Integer(),
    done: Type.Integer(),
    held: Type.Array(Reason, { description: "Calls that do not happen, by reason." }),
  }),
});
export type Today = Static<typeof Today>;

// Calls --------------------------------------------------------------------------------------------------------

export const CallsQuery = Type.Object({
  on: Type.Optional(Day),
  waiting: Type.Optional(Type.Boolean({ description: "Only calls that nobody is making." })),
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 50, description: "How many at most; 50 where it is absent." }),
  ),
  cursor,
  lang,
});

export const Call = Type.Object({
  touch: Id,
  client: Id,
  name: Type.String(),
  address: Type.String({ description: "How to address the client: given name and patronymic." }),
  phone: nullable(Type.String()),
  chain: Type.String(),
  chainName: Type.String(),
  step: Type.String(),
  occasionKind: Type.String(),
  why: Type.String(),
  questions: Type.Array(Question, {
    description: "What to ask besides, what is worth most first. Nothing in a conversation that greets.",
  }),
  since: Day,
  burn: nullable(Type.Object({ sum: Money, on: Day })),
  zone: Type.String(),
  localTime: TimeOfDay,
  place: nullable(Type.String({ description: "The city whose time that is." })),
  notBefore: nullable(Moment),
  notAfter: nullable(Moment),
  state: oneOf(touchStates),
});
export type Call = Static<typeof Call>;

export const Calls = Type.Object({ on: Day, total: Type.Integer(), calls: Type.Array(Call), next });
export type Calls = Static<typeof Calls>;

// The lists behind the numbers ---------------------------------------------------------------------------------

const touchParts = ["happening", "made", "left_out"] as const;

export const TouchesQuery = Type.Object({
  on: Type.Optional(Day),
  chain: Type.Optional(phrase(100)),
  part: Type.Optional(oneOf(touchParts)),
  state: Type.Optional(oneOf(touchStates)),
  rule: Type.Optional(phrase(100)),
  channel: Type.Optional(phrase(100)),
  cursor,
  lang,
});
export type TouchesQuery = Static<typeof TouchesQuery>;

export const Touches = Type.Object({ on: Day, total: Type.Integer(), touches: Type.Array(Touch), next });
export type Touches = Static<typeof Touches>;
