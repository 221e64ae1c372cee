/** A call as an operator takes it, what it leaves behind, and the complaints that come of it. */
import { Type, type Static } from "typebox";
import { purposes } from "../chains/chain.ts";
import { AppointmentInput } from "../dealings/agreed-contract.ts";
import { NewWish, ProfilePatch } from "../clients/change-contract.ts";
import { cursor, Day, Id, lang, Moment, next, nullable, oneOf, phrase } from "../kernel/wire.ts";

const said = (description: string) =>
  Type.String({
    minLength: 1,
    maxLength: 2000,
    pattern: "^[^\\u0000]*[^\\s\\u0000][^\\u0000]*$",
    description,
  });
const staffMember = Type.String({ format: "uuid", description: "Who is on the phone." });

export const StaffBody = Type.Object({ staffMember });
export const TakeBody = Type.Object({
  staffMember,
  touch: Type.Optional(
    Type.String({ format: "uuid", description: "This call and no other; null where it cannot be made now." }),
  ),
  ending: Type.Optional(
    Type.Array(Id, {
      maxItems: 3,
      description:
        "Touches this operator has just ended and may still take back: another call comes meanwhile.",
    }),
  ),
});
export const KeepBody = Type.Object({
  staffMember,
  leaving: Type.Optional(
    Type.Boolean({
      description: "The page is being closed: the call is free soon, unless it is kept again.",
    }),
  ),
});
export const DialBody = Type.Object({ staffMember });
export const Dialled = Type.Object({
  dialled: Type.Boolean({ description: "false: no telephony is connected, the telephone itself dials." }),
});
export type Dialled = Static<typeof Dialled>;
export const LineBody = Type.Object({
  staffMember,
  line: nullable(
    Type.String({
      minLength: 1,
      maxLength: 40,
      pattern: "^[\\w+.@-]+$",
      description: "An extension or a number.",
    }),
  ),
});
export const Line = Type.Object({ line: nullable(Type.String()) });
export const StaffPath = Type.Object({ staffMember: Id });
export const NewLine = Type.Pick(LineBody, ["line"]);

export const Operators = Type.Object({
  operators: Type.Array(
    Type.Object({
      id: Id,
      name: Type.String(),
      talkingSince: nullable(
        Type.String({
          format: "date-time",
          description: "Since when a call is on the phone; null: none is.",
        }),
      ),
      lastCallAt: nullable(Type.String({ format: "date-time", description: "Of today: when it ended." })),
      made: Type.Integer({ description: "Calls of today, answered or not." }),
      talked: Type.Integer({ description: "Conversations." }),
      line: nullable(Type.String({ description: "What the telephone exchange rings." })),
    }),
    { description: "Whoever works as an operator, or has called today." },
  ),
  dials: Type.Boolean({ description: "A telephone exchange dials; else the telephone itself does." }),
});
export type Operators = Static<typeof Operators>;
export const TouchPath = Type.Object({ touch: Id });
export const CallLanguage = Type.Object({ lang });

const occasion = Type.Object({ kind: Type.String(), date: Day, text: Type.String() });

export const ClaimedCall = Type.Object({
  id: Id,
  touch: Id,
  client: Id,
  name: Type.String(),
  address: Type.String({ description: "How to address the client: given name and patronymic." }),
  phone: nullable(Type.String()),
  chain: Type.String(),
  step: Type.String(),
  purpose: oneOf(purposes),
  occasion,
  attempt: Type.Integer({ description: "1: nobody was asked for this reason before." }),
  callBackAt: nullable(Moment),
  leaseUntil: Moment,
  takenAlong: Type.Array(
    Type.Object({
      touch: Id,
      chain: Type.String(),
      step: Type.String(),
      purpose: oneOf(purposes),
      occasion,
    }),
    { description: "Other reasons to say in the same conversation; they end with it." },
  ),
});
export type ClaimedCall = Static<typeof ClaimedCall>;
export const NextCall = Type.Object({
  call: nullable(ClaimedCall),
});
export type NextCall = Static<typeof NextCall>;
export const Lease = Type.Object({
  leaseUntil: Moment,
  stands: Type.Boolean({
    description:
      "False: a wish or another fact has decided otherwise since the call was taken; nobody is to dial.",
  }),
});
export type Lease = Static<typeof Lease>;

export const callOutcomes = [
  "done",
  "no_answer",
  "busy",
  "wrong_number",
  "call_back",
  "refused",
  "do_not_disturb",
  "complaint",
] as const;
export type CallOutcome = (typeof callOutcomes)[number];

const TripReview = Type.Object({
  verdict: oneOf(["good", "bad"], { description: "bad: a complaint is opened for the manager." }),
  score: Type.Optional(Type.Integer({ minimum: 0, maximum: 10 })),
  liked: Type.Optional(Type.Array(said("What was good."), { maxItems: 20 })),
  disliked: Type.Optional(Type.Array(said("What was not."), { maxItems: 20 })),
});

const PlannedTrip = Type.Object({
  startsOn: Type.String({ format: "date", description: "The day, or the first day of the month or season." }),
  precision: oneOf(["day", "month", "season"]),
  destination: said("Where to."),
  companions: Type.Optional(phrase(500, "With whom.")),
});

const Appointment = Type.Object({
  id: Type.Optional(
    Type.String({ format: "uuid", description: "The one that is moved; a new one where absent." }),
  ),
  ...Type.Pick(AppointmentInput, ["office", "on", "time"]).properties,
});

const CardOffice = Type.Object(
  { card: Type.String({ pattern: "^\\d{16}$", description: "Its number." }), office: Id },
  { description: "Where the renewed card is handed out: it is asked for, or that office is changed." },
);

export const Outcome = Type.Object({
  outcome: oneOf(callOutcomes),
  staffMember,
  words: Type.Optional(said("What was said; for do_not_disturb and complaint it has to be there.")),
  callBackAt: Type.Optional(
    Type.String({ format: "date-time", description: "The promised time, where the outcome is call_back." }),
  ),
  wish: Type.Optional(
    Type.Pick(NewWish, ["scope", "channel", "until"], {
      description: "Of do_not_disturb; everything, for good, where absent.",
    }),
  ),
  review: Type.Optional(TripReview),
  plannedTrip: Type.Optional(PlannedTrip),
  appointment: Type.Optional(Appointment),
  cancelledAppointment: Type.Optional(
    Type.String({ format: "uuid", description: "The one the client does not come to." }),
  ),
  cardOffice: Type.Optional(CardOffice),
  endedAt: Type.Optional(
    Type.String({ format: "date-time", description: "When the conversation was over, if not now." }),
  ),
  handoff: Type.Optional(
    Type.Object(
      { words: Type.Optional(phrase(2000)) },
      { description: "The client is passed to a manager of their office, with the plan." },
    ),
  ),
  facts: Type.Optional(Type.Omit(ProfilePatch, ["staffMember"])),
});
export type Outcome = Static<typeof Outcome>;

export const OutcomeRecorded = Type.Object({
  call: Id,
  touch: Id,
  complaint: nullable(Id),
  review: nullable(Id),
  plannedTrip: nullable(Id),
  appointment: nullable(Id),
  handoff: nullable(Id),
});
export type OutcomeRecorded = Static<typeof OutcomeRecorded>;

export const Complaint = Type.Object({
  id: Id,
  client: Id,
  name: Type.String(),
  office: nullable(Type.Object({ id: Id, name: Type.String() })),
  touch: nullable(Id),
  words: Type.String(),
  openedAt: Moment,
  openedBy: Type.String(),
  closedAt: nullable(Moment),
  closedBy: nullable(Type.String()),
  closingWords: nullable(Type.String()),
});
export type Complaint = Static<typeof Complaint>;
export const ComplaintsQuery = Type.Object({
  office: Type.Optional(Id),
  state: Type.Optional(oneOf(["open", "closed"], { description: "Open ones where absent." })),
  cursor,
});
export type ComplaintsQuery = Static<typeof ComplaintsQuery>;
export const Complaints = Type.Object({ complaints: Type.Array(Complaint), next });
export type Complaints = Static<typeof Complaints>;
export const ComplaintPath = Type.Object({ id: Id });
export const NewComplaint = Type.Object({
  words: said("What the client said."),
  staffMember: Type.Optional(staffMember),
});
export type NewComplaint = Static<typeof NewComplaint>;
export const ClosedComplaint = Type.Object({
  words: said("What was done about it."),
  staffMember: Type.Optional(staffMember),
});
export type ClosedComplaint = Static<typeof ClosedComplaint>;
