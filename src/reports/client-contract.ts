/** A client's page: who they are, their cards, plans, line of time, and what a day holds for them and why. */
import { Type, type Static } from "typebox";
import { Completeness } from "../clients/completeness-contract.ts";
import { consentPurposes, Profile } from "../clients/contract.ts";
import { cursor, Day, Id, lang, Moment, Money, next, nullable, oneOf } from "../kernel/wire.ts";
import { touchFields } from "./contract.ts";
import { NotKnown } from "./forecast-contract.ts";

export const Card = Type.Object({
  id: Id,
  number: Type.String(),
  state: oneOf(["active", "blocked", "replaced", "expired"]),
  soldOn: Day,
  soldAt: nullable(Type.String({ description: "The office." })),
  expiresOn: Day,
  lastPresentedOn: Day,
  lastPresentedAt: nullable(Type.String()),
  validThrough: Day,
  burnsOn: Day,
  balance: Money,
  deposit: Money,
  whyThisDate: Type.String(),
});
export type Card = Static<typeof Card>;

export const PlannedTrip = Type.Object({
  id: Id,
  startsOn: Day,
  precision: oneOf(["day", "month", "season"]),
  destination: Type.String(),
  companions: nullable(Type.String()),
  responsible: nullable(Type.String()),
  state: oneOf(["expected", "confirmed", "handed_over", "booked", "dropped"]),
  recordedOn: Day,
});
export type PlannedTrip = Static<typeof PlannedTrip>;

// The line of time ---------------------------------------------------------------------------------------------

const timelineKinds = [
  "touch",
  "presentation",
  "dealing",
  "posting",
  "consent",
  "wish",
  "planned_trip",
  "event",
  "card",
  "renewal",
  "grace",
  "statement",
  "import",
  "change",
] as const;
export type TimelineKind = (typeof timelineKinds)[number];

export const TimelineQuery = Type.Object({ kind: Type.Optional(oneOf(timelineKinds)), cursor, lang });

/** Where on the line it stands: the day, and the moment where one is known. */
const place = { id: Id, on: Day, at: nullable(Moment) };

export const TouchEntry = Type.Object({
  kind: Type.Literal("touch"),
  ...place,
  ...touchFields,
});
export type TouchEntry = Static<typeof TouchEntry>;

export const PresentationEntry = Type.Object({
  kind: Type.Literal("presentation"),
  ...place,
  card: Type.String(),
  office: nullable(Type.String()),
  bearer: oneOf(["owner", "client", "unnamed"]),
});
export type PresentationEntry = Static<typeof PresentationEntry>;

export const DealingEntry = Type.Object({
  kind: Type.Literal("dealing"),
  ...place,
  dealing: oneOf(["trip", "visit", "purchase"]),
  office: nullable(Type.String()),
  staffMember: nullable(Type.String()),
  destination: nullable(Type.String()),
  companions: nullable(Type.String()),
  departsOn: nullable(Day),
  returnsOn: nullable(Day),
  price: Money,
  discount: Money,
  redeemed: Money,
  paid: Money,
  earned: Money,
});
export type DealingEntry = Static<typeof DealingEntry>;

export const PostingEntry = Type.Object({
  kind: Type.Literal("posting"),
  ...place,
  posting: oneOf([
    "earned",
    "redeemed",
    "burned",
    "restored",
    "reversed",
    "adjusted",
    "topped_up",
    "paid_out",
    "paid",
    "refunded",
  ]),
  card: Type.String(),
  amount: Money,
});
export type PostingEntry = Static<typeof PostingEntry>;

export const ConsentEntry = Type.Object({
  kind: Type.Literal("consent"),
  ...place,
  purpose: oneOf(consentPurposes),
  channel: Type.String(),
  given: Type.Boolean(),
  how: Type.String(),
});
export type ConsentEntry = Static<typeof ConsentEntry>;

export const WishEntry = Type.Object({
  kind: Type.Literal("wish"),
  ...place,
  scope: oneOf(["everything", "advertising", "channel"]),
  channel: nullable(Type.String()),
  until: nullable(Day),
  endedAt: nullable(Moment),
  words: Type.String(),
  recordedBy: Type.String(),
});
export type WishEntry = Static<typeof WishEntry>;

export const PlannedTripEntry = Type.Object({
  kind: Type.Literal("planned_trip"),
  ...place,
  startsOn: Day,
  precision: oneOf(["day", "month", "season"]),
  destination: Type.String(),
  state: oneOf(["expected", "confirmed", "handed_over", "booked", "dropped"]),
});
export type PlannedTripEntry = Static<typeof PlannedTripEntry>;

/** Told by another system. */
export const EventEntry = Type.Object({
  kind: Type.Literal("event"),
  ...place,
  name: Type.String(),
  facts: Type.Record(Type.String(), Type.Unsafe<string | number | boolean>({})),
});
export type EventEntry = Static<typeof EventEntry>;

/** A card sold, or given another number because the old one was lost. */
export const CardEntry = Type.Object({
  kind: Type.Literal("card"),
  ...place,
  what: oneOf(["sold", "replaced"]),
  number: Type.String(),
  office: nullable(Type.String()),
  price: nullable(Money),
});
export type CardEntry = Static<typeof CardEntry>;

export const RenewalEntry = Type.Object({
  kind: Type.Literal("renewal"),
  ...place,
  state: oneOf(["asked", "office_chosen", "made", "arrived", "handed_out", "cancelled"]),
  office: nullable(Type.String()),
  staffMember: nullable(Type.String()),
});
export type RenewalEntry = Static<typeof RenewalEntry>;

/** Bonus can be spent for longer: of one card, of an office's cards or of all. */
export const GraceEntry = Type.Object({
  kind: Type.Literal("grace"),
  ...place,
  through: Day,
  reason: Type.String(),
});
export type GraceEntry = Static<typeof GraceEntry>;

/** A month of a card, given to the client on paper. */
export const StatementEntry = Type.Object({
  kind: Type.Literal("statement"),
  ...place,
  card: Type.String(),
  month: Type.String({ description: "Such as 2026-10." }),
  office: nullable(Type.String()),
  staffMember: nullable(Type.String()),
});
export type StatementEntry = Static<typeof StatementEntry>;

/** A file that told something about the client. */
export const ImportEntry = Type.Object({
  kind: Type.Literal("import"),
  ...place,
  fileName: Type.String(),
  made: Type.Boolean({ description: "The client was not known before." }),
});
export type ImportEntry = Static<typeof ImportEntry>;

/** One field of what is known, from what to what; consents and wishes have entries of their own. */
export const ChangeEntry = Type.Object({
  kind: Type.Literal("change"),
  ...place,
  field: Type.String(),
  before: Type.Unknown(),
  after: Type.Unknown(),
  source: oneOf(["staff", "api", "import"]),
  staffMember: nullable(Type.String()),
});
export type ChangeEntry = Static<typeof ChangeEntry>;

export const TimelineEntry = Type.Union([
  TouchEntry,
  PresentationEntry,
  DealingEntry,
  PostingEntry,
  ConsentEntry,
  WishEntry,
  PlannedTripEntry,
  EventEntry,
  CardEntry,
  RenewalEntry,
  GraceEntry,
  StatementEntry,
  ImportEntry,
  ChangeEntry,
]);
export type TimelineEntry = Static<typeof TimelineEntry>;

export const Timeline = Type.Object({
  entries: Type.Array(TimelineEntry, { description: "The newest first." }),
  next,
});
export type Timeline = Static<typeof Timeline>;

// The page -----------------------------------------------------------------------------------------------------

export const ClientPageQuery = Type.Object({
  with: Type.Optional(
    oneOf(["timeline"], { description: "The first entries of the line of time, in the same answer." }),
  ),
  lang,
});

export const ClientPage = Type.Object({
  profile: Profile,
  completeness: nullable(Completeness),
  mergedFrom: Type.Array(
    Type.Object({
      id: Id,
      name: Type.String(),
      externalId: nullable(Type.String()),
      at: Moment,
      by: nullable(Type.String({ description: "The staff member who merged them." })),
    }),
    { description: "Records of the same person that this one answers for, the newest merge first." },
  ),
  today: Day,
  cards: Type.Array(Card),
  plannedTrips: Type.Array(PlannedTrip),
  timeline: nullable(Timeline),
});
export type ClientPage = Static<typeof ClientPage>;

// Why, why not, when at the earliest ---------------------------------------------------------------------------

export const ExplainQuery = Type.Object({ on: Type.Optional(Day), lang });

/** One touch the day would hold for this client. */
export const Explained = Type.Object({
  ...touchFields,
  notBefore: nullable(Moment),
});
export type Explained = Static<typeof Explained>;

/** A reason that comes after the day. */
const Coming = Type.Object({
  chain: Type.String(),
  chainName: Type.String(),
  step: Type.String(),
  occasion: Type.Object({ kind: Type.String(), date: Day, text: Type.String() }),
  dueOn: Day,
});

export const Explanation = Type.Object({
  on: Day,
  touches: Type.Array(Explained),
  coming: Type.Array(Coming, { description: "The nearest first." }),
  notKnown: NotKnown,
});
export type Explanation = Static<typeof Explanation>;
