/** Clients handed over to managers, and the trips that are planned, over HTTP. */
import { Type, type Static } from "typebox";
import { Day, Id, Moment, nullable, oneOf, phrase } from "../kernel/wire.ts";

const closed = { additionalProperties: false } as const;
const staffMember = Type.Optional(Type.String({ format: "uuid", description: "Who does it." }));
const words = Type.Optional(phrase(2000));

const handoffStates = ["waiting", "accepted", "closed"] as const;
export const handoffResults = ["booked", "dropped", "later"] as const;
export type HandoffResult = (typeof handoffResults)[number];
const tripStates = ["expected", "confirmed", "handed_over", "booked", "dropped"] as const;

export const NewHandoff = Type.Object(
  {
    plannedTrip: Type.Optional(Id),
    office: Type.Optional(
      Type.String({ format: "uuid", description: "The client's home office where absent." }),
    ),
    manager: Type.Optional(Id),
    words,
    staffMember,
  },
  closed,
);
export type NewHandoff = Static<typeof NewHandoff>;

export const HandoffPath = Type.Object({ id: Id });
export const AcceptBody = Type.Object({ staffMember }, closed);
export const PassOnBody = Type.Object(
  { manager: Type.String({ format: "uuid", description: "Who is asked now." }), words, staffMember },
  closed,
);
export type PassOnBody = Static<typeof PassOnBody>;
export const CloseBody = Type.Object(
  {
    result: oneOf(handoffResults, {
      description: "booked: the trip is bought; later: the plan stands, not now.",
    }),
    words,
    staffMember,
  },
  closed,
);
export type CloseBody = Static<typeof CloseBody>;

export const NewNote = Type.Object(
  {
    words: Type.String({ minLength: 1, maxLength: 2000, pattern: "^[^\\u0000]*[^\\s\\u0000][^\\u0000]*$" }),
    staffMember,
  },
  closed,
);
export type NewNote = Static<typeof NewNote>;
export const Noted = Type.Object({ id: Id });

export const NewReminder = Type.Object(
  {
    on: Type.String({ format: "date", description: "The day to get in touch, in the client's calendar." }),
    words: NewNote.properties.words,
    staffMember: Type.String({ format: "uuid", description: "Whose reminder it is." }),
  },
  closed,
);
export type NewReminder = Static<typeof NewReminder>;
const Reminder = Type.Object({
  id: Id,
  client: Id,
  name: Type.String(),
  on: Day,
  words: Type.String(),
  touch: nullable(Id),
  state: nullable(Type.String({ description: "Of its touch; null while its day has not come." })),
  why: nullable(Type.String({ description: "Which rule keeps it." })),
});
export type Reminder = Static<typeof Reminder>;
export const RemindersQuery = Type.Object({
  staffMember: Type.Optional(Type.String({ format: "uuid" })),
  lang: Type.Optional(oneOf(["ru", "en"])),
});
export const Reminders = Type.Object({ today: Day, reminders: Type.Array(Reminder) });
export type Reminders = Static<typeof Reminders>;

const person = Type.Object({ id: Id, name: Type.String() });
const Trip = Type.Object({
  id: Id,
  startsOn: Day,
  precision: oneOf(["day", "month", "season"]),
  destination: Type.String(),
  companions: nullable(Type.String()),
  state: oneOf(tripStates),
});

export const Handoff = Type.Object({
  id: Id,
  client: Id,
  name: Type.String(),
  phone: nullable(Type.String()),
  office: nullable(person),
  manager: nullable(person),
  trip: nullable(Trip),
  words: Type.String(),
  state: oneOf(handoffStates),
  handedAt: Moment,
  handedBy: Type.String(),
  dueAt: Moment,
  late: Type.Boolean({ description: "Nobody has accepted it in time." }),
  zone: Type.String({ description: "Of the office: its clock tells the deadline." }),
  acceptedAt: nullable(Moment),
  escalatedAt: nullable(Moment),
});
export type Handoff = Static<typeof Handoff>;

export const HandoffsQuery = Type.Object({ office: Type.Optional(Id) });
export const Handoffs = Type.Object({
  now: Moment,
  handoffs: Type.Array(Handoff, {
    description: "Not closed yet: those that wait, the nearest deadline first, then those accepted.",
  }),
  managers: Type.Array(Type.Object({ id: Id, name: Type.String(), office: nullable(Type.String()) }), {
    description: "To whom one may pass on.",
  }),
});
export type Handoffs = Static<typeof Handoffs>;

export const BoardQuery = Type.Object({
  from: Type.Optional(
    Type.String({ format: "date", description: "A day of the first month; this month where absent." }),
  ),
  office: Type.Optional(Id),
});
export const Board = Type.Object({
  today: Day,
  months: Type.Array(
    Type.Object({
      month: Type.String({ pattern: "^\\d{4}-\\d{2}$" }),
      trips: Type.Array(
        Type.Object({
          ...Trip.properties,
          client: Id,
          name: Type.String(),
          office: nullable(Type.String()),
          responsible: nullable(Type.String()),
        }),
      ),
      more: Type.Integer({ description: "Trips of the month that are not in the list." }),
    }),
  ),
});
export type Board = Static<typeof Board>;
