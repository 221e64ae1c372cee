/** A client as others see one on the wire: found in a list, and the facts known about them. */
import { Type, type Static } from "typebox";
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

const contactPointKinds = ["phone", "email", "telegram", "max", "vk", "postal", "in_person"] as const;
const contactPointStates = ["unverified", "verified", "bounced", "wrong", "opted_out"] as const;

export const FindClientsQuery = Type.Object({
  find: Type.Optional(phrase(100, "Beginnings of names, part of a phone, a card's number or an e-mail.")),
  cursor,
  lang,
});
export type FindClientsQuery = Static<typeof FindClientsQuery>;

export const FoundClient = Type.Object({
  id: Id,
  name: Type.String({ description: "Family name, given name, patronymic." }),
  phone: nullable(Type.String()),
  email: nullable(Type.String()),
  office: nullable(Type.String({ description: "The home office." })),
  city: nullable(Type.String()),
  card: nullable(Type.String({ description: "The number of the card in use." })),
  balance: nullable(Money),
  doNotDisturb: Type.Boolean({
    description: "A wish not to be disturbed by anything is in force, of the client or of an address.",
  }),
});
export type FoundClient = Static<typeof FoundClient>;

export const FoundClients = Type.Object({
  clients: Type.Array(FoundClient),
  guess: nullable(
    Type.Unsafe<"keyboard" | "typo">({
      type: "string",
      enum: ["keyboard", "typo"],
      description:
        "Nobody fits what was typed; these do if the keyboard was in the other layout, or with a slip of the finger.",
    }),
  ),
  next,
});
export type FoundClients = Static<typeof FoundClients>;

export const ClientPath = Type.Object({ id: Id });

export const ContactPoint = Type.Object({
  id: Id,
  kind: oneOf(contactPointKinds),
  value: Type.String(),
  extension: nullable(Type.String({ description: "Of a phone: what is dialled when it answers." })),
  state: oneOf(contactPointStates),
  since: Day,
});
export type ContactPoint = Static<typeof ContactPoint>;

export const consentPurposes = ["contact", "advertising", "processing"] as const;

export const Consent = Type.Object({
  purpose: oneOf(consentPurposes, {
    description: "processing: of personal data, a document of its own; about no channel.",
  }),
  channel: oneOf(["any", "call", "email", "sms", "telegram", "max"]),
  given: Type.Boolean({ description: "false: withdrawn." }),
  at: Moment,
  how: Type.String(),
  wordingVersion: Type.String(),
});
export type Consent = Static<typeof Consent>;

/** A wish not to be disturbed. */
export const Wish = Type.Object({
  id: Id,
  scope: oneOf(["everything", "advertising", "channel"]),
  channel: nullable(Type.String()),
  since: Moment,
  until: nullable(Day),
  endedAt: nullable(Moment),
  inForce: Type.Boolean(),
  recordedBy: Type.String(),
  words: Type.String({ description: "What the client said." }),
  heldBy: oneOf(["client", "address"], {
    description: "address: it came with a contact point, and somebody else may have said it.",
  }),
});
export type Wish = Static<typeof Wish>;

export const Relation = Type.Object({
  id: Id,
  kind: oneOf(["family", "came_through", "brought"]),
  other: Type.Object({ id: Id, name: Type.String() }),
  words: Type.String(),
  since: Day,
});
export type Relation = Static<typeof Relation>;

export const Profile = Type.Object({
  id: Id,
  version: Type.String({ description: "Of the facts that can be changed; the ETag." }),
  externalId: nullable(Type.String()),
  name: Type.String(),
  familyName: Type.String(),
  givenName: Type.String(),
  patronymic: Type.String(),
  sex: nullable(oneOf(["female", "male"])),
  birthday: nullable(
    Type.Object({ month: Type.Integer(), day: Type.Integer(), year: nullable(Type.Integer()) }),
  ),
  language: oneOf(["ru", "en"]),
  zone: nullable(Type.String({ description: "The client's own setting." })),
  localZone: Type.Object(
    { zone: Type.String(), from: oneOf(["client", "phone", "office", "business"]) },
    { description: "The clock the client lives by, and who tells it." },
  ),
  localTime: TimeOfDay,
  homeOffice: nullable(Type.Object({ id: Id, name: Type.String(), city: Type.String() })),
  statementOffice: nullable(
    Type.Object({ id: Id, name: Type.String() }, { description: "Where the printed statement is wanted." }),
  ),
  hours: nullable(Type.Object({ from: TimeOfDay, to: TimeOfDay })),
  preferredChannel: nullable(
    oneOf(["call", "email", "sms", "telegram", "max"], {
      description: "Comes first of a step's channels.",
    }),
  ),
  deceasedOn: nullable(Day),
  stoppedOn: nullable(
    Type.String({
      format: "date",
      description: "Since when the client's data is only kept, because the client demanded it.",
    }),
  ),
  erasedOn: nullable(
    Type.String({ format: "date", description: "When everything that told who this was was destroyed." }),
  ),
  createdOn: Day,
  attributes: Type.Record(
    Type.String(),
    Type.Unsafe<string | number | boolean>({ type: ["string", "number", "boolean"] }),
    { description: "What the business chose to know, by name." },
  ),
  tags: Type.Array(Type.String()),
  relations: Type.Array(Relation),
  contactPoints: Type.Array(ContactPoint),
  consents: Type.Array(Consent, { description: "The newest word on each purpose and channel." }),
  wishes: Type.Array(Wish),
});
export type Profile = Static<typeof Profile>;
