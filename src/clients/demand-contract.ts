/** What a person demands about their data, and who looked at it. */
import { Type, type Static } from "typebox";
import { cursor, Day, Id, Moment, next, nullable, oneOf, phrase } from "../kernel/wire.ts";

const kinds = ["stop", "erasure", "export"] as const;
const StaffMember = Type.Optional(
  Type.String({ format: "uuid", description: "Who does it. Without one it was the API." }),
);
const Person = nullable(
  Type.Object({ id: Id, name: Type.String() }, { description: "null: nobody was named." }),
);

export const NewDemand = Type.Object({
  kind: oneOf(kinds, {
    description:
      "stop: nothing but keeping, within ten working days; erasure: destroyed within thirty days; export: all that is known handed out within ten working days, which stops nothing.",
  }),
  how: Type.String({
    minLength: 1,
    maxLength: 100,
    pattern: "^[^\\u0000]*[^\\s\\u0000][^\\u0000]*$",
    description: "How it came: letter, e-mail, office, call.",
  }),
  receivedOn: Type.Optional(Type.String({ format: "date", description: "When it came, if not today." })),
  words: Type.Optional(phrase(1000, "What was demanded, in the client's words.")),
  staffMember: StaffMember,
});
export type NewDemand = Static<typeof NewDemand>;

export const DemandPath = Type.Object({ id: Id, demand: Id });
export const DemandAct = Type.Object({ staffMember: StaffMember });
export type DemandAct = Static<typeof DemandAct>;

export const Sharing = Type.Array(Type.Object({ client: Id, name: Type.String() }), {
  description:
    "Other records with a phone, an e-mail or an account of this one, perhaps the same person: nothing happens to them.",
});

export const Demand = Type.Object({
  id: Id,
  client: Id,
  name: Type.String({ description: "Empty where the client has no name, or has none any more." }),
  kind: oneOf(kinds),
  state: oneOf(["open", "closed", "taken_back"], {
    description:
      "closed: carried out. To stop or to erase is in force until it is taken back, closed or not.",
  }),
  receivedOn: Day,
  dueOn: Day,
  overdue: Type.Boolean(),
  daysLeft: Type.Integer({ description: "Calendar days to the last day in time; negative when it is past." }),
  how: Type.String(),
  words: Type.String(),
  recordedAt: Moment,
  recordedBy: Person,
  closedAt: nullable(Moment),
  closedBy: Person,
  takenBackAt: nullable(Moment),
  sharing: Sharing,
});
export type Demand = Static<typeof Demand>;

export const Demands = Type.Object({
  demands: Type.Array(Demand, { description: "Those not carried out yet, the most urgent first." }),
});
export type Demands = Static<typeof Demands>;

export const ClientDemands = Type.Object({
  demands: Type.Array(Demand, { description: "Of one client, the newest first." }),
  stopped: Type.Boolean({ description: "Nothing may be done with this client's data but keeping it." }),
});
export type ClientDemands = Static<typeof ClientDemands>;

// Who looked ---------------------------------------------------------------------------------------------------

export const ViewsQuery = Type.Object({ cursor });
export const Views = Type.Object({
  views: Type.Array(
    Type.Object({
      id: Id,
      at: Moment,
      staffMember: Person,
      what: Type.String({ description: "page, timeline, export, …; found: in a list that was shown." }),
    }),
    { description: "The newest first." },
  ),
  next,
});
export type Views = Static<typeof Views>;
