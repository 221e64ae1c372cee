/** What an operator needs on one screen: whom, why now, what to say, what is known; and the queue the call comes from. */
import { Type, type Static } from "typebox";
import { ClaimedCall } from "../calls/contract.ts";
import { Question } from "../clients/completeness-contract.ts";
import { Agreed } from "../dealings/agreed-contract.ts";
import { SaidScript } from "../delivery/script-contract.ts";
import { Day, Id, Moment, nullable, oneOf, TimeOfDay } from "../kernel/wire.ts";
import { ClientPage, TimelineEntry } from "./client-contract.ts";
import { touchStates } from "./contract.ts";

/** One reason of the call; the first is the one it was planned for. */
export const CallReason = Type.Object({
  touch: Id,
  chain: Type.String(),
  chainName: Type.String(),
  occasion: Type.Object({ kind: Type.String(), date: Day, text: Type.String() }),
  subject: nullable(
    Type.String({
      description: "The appointment, the reservation of a gift, or the card's number it is about.",
    }),
  ),
  script: nullable(SaidScript),
});
export type CallReason = Static<typeof CallReason>;

const LastTalk = Type.Object({
  at: Moment,
  by: nullable(Type.String()),
  words: Type.String({ description: "What was said, as the operator wrote it down." }),
});
export type LastTalk = Static<typeof LastTalk>;

const WaitingGift = Type.Object({
  id: Id,
  gift: Id,
  name: Type.String(),
  office: Type.String(),
  officeId: Id,
  reservedOn: Day,
});

export const CallScreen = Type.Object({
  now: Moment,
  call: ClaimedCall,
  reasons: Type.Array(CallReason),
  questions: Type.Array(Question, {
    description:
      "What to ask besides the scripts, what is worth most first. Nothing in a conversation that greets.",
  }),
  page: ClientPage,
  place: nullable(Type.String({ description: "The city whose time is the client's." })),
  trips: Type.Integer({ description: "How often the client has travelled with us." }),
  lastTalk: nullable(LastTalk),
  history: Type.Array(TimelineEntry, { description: "What happened last, the newest first." }),
  gifts: Type.Array(WaitingGift),
  giftsAtHand: Type.Array(
    Type.Object(
      { gift: Id, name: Type.String(), offices: Type.Array(Id) },
      { description: "Not laid by for anybody." },
    ),
  ),
  appointments: Type.Array(
    Type.Pick(Agreed.properties.appointments.items, ["id", "office", "on", "time", "withWhom"]),
    { description: "Booked, where a script asks when to come." },
  ),
  offices: Type.Array(Type.Object({ id: Id, name: Type.String(), city: Type.String() })),
  daysOff: Type.Array(Type.Object({ day: Day, kind: oneOf(["working", "holiday"]) }), {
    description:
      "What the calendar says against the week's order of the days for which a call may be promised.",
  }),
  dials: Type.Boolean({ description: "A telephone exchange dials; else the telephone itself does." }),
});
export type CallScreen = Static<typeof CallScreen>;

export const NextScreen = Type.Object({ screen: nullable(CallScreen) });
export type NextScreen = Static<typeof NextScreen>;

// The queue ----------------------------------------------------------------------------------------------------

/** Why calls of the day are not in the queue now. */
export const WaitingReason = Type.Object({
  state: oneOf(touchStates),
  rule: nullable(
    Type.String({ description: "null where no rule decided; the text then says what they wait for." }),
  ),
  text: Type.String(),
  count: Type.Integer(),
  first: nullable(
    Type.Object({
      at: Moment,
      day: Day,
      time: TimeOfDay,
      place: nullable(Type.String()),
    }),
  ),
});
export type WaitingReason = Static<typeof WaitingReason>;

export const CallQueueQuery = Type.Object({
  staffMember: Type.Optional(Type.String({ format: "uuid" })),
  lang: Type.Optional(oneOf(["ru", "en"])),
});
export const CallQueue = Type.Object({
  on: Day,
  now: Moment,
  ready: Type.Integer({ description: "Can be made now by this operator." }),
  talking: Type.Integer({ description: "On the phone just now." }),
  later: Type.Array(WaitingReason, { description: "Of today, their hour has not come." }),
  held: Type.Array(WaitingReason, { description: "Not today, the largest first." }),
  stopped: Type.Array(Id, {
    description:
      "Touches this operator has taken that a wish or another fact has decided otherwise since; nobody is to dial.",
  }),
  shift: nullable(
    Type.Object({ made: Type.Integer(), talked: Type.Integer(), averageSeconds: nullable(Type.Integer()) }),
  ),
  line: nullable(Type.String()),
  dials: Type.Boolean(),
});
export type CallQueue = Static<typeof CallQueue>;
