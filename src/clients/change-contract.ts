/** What can be written down about a client over the wire. */
import { Type, type Static, type TSchema } from "typebox";
import { consentPurposes, Profile, Wish } from "./contract.ts";
import {
  cursor,
  Day,
  Id,
  Moment,
  next,
  nullable,
  oneOf,
  phrase,
  TimeOfDay,
  whyRefused,
} from "../kernel/wire.ts";

const words = (maxLength: number, description?: string) =>
  Type.String({
    minLength: 1,
    maxLength,
    pattern: "^[^\\u0000]*[^\\s\\u0000][^\\u0000]*$",
    ...(description === undefined ? {} : { description }),
  });
/** Null first: a value is never taken for the empty text of the other shape. */
const orNull = <Shape extends TSchema>(shape: Shape) => Type.Union([Type.Null(), shape]);
const textOrNull = (maxLength: number, description: string) =>
  Type.Unsafe<string | null>({
    type: ["string", "null"],
    maxLength,
    pattern: "^[^\\u0000]*$",
    description,
  });
const staffMember = Type.Optional(
  Type.String({ format: "uuid", description: "Who does it. Without one it was the API." }),
);

export const CreationHeaders = Type.Object({
  "idempotency-key": Type.String({
    minLength: 1,
    maxLength: 200,
    pattern: "^[!-~]+$",
    description: "Made by the sender. The same request sent again makes nothing new.",
  }),
});
export const EditHeaders = Type.Object({
  "if-match": Type.String({
    maxLength: 200,
    description: "The ETag of the profile that was read, or * for whatever it is now.",
  }),
});
export const StaffQuery = Type.Object({ staffMember });

/** What a change answers: what it made, and the client as known since. */
export const Changed = Type.Object({
  id: nullable(Type.String({ format: "uuid", description: "Of what was made; null where nothing was." })),
  profile: Profile,
});
export type Changed = Static<typeof Changed>;

const channels = ["call", "email", "sms", "telegram", "max"] as const;

// The profile --------------------------------------------------------------------------------------------------

const profileFields = {
  familyName: Type.Optional(phrase(100)),
  givenName: Type.Optional(phrase(100)),
  patronymic: Type.Optional(phrase(100)),
  sex: Type.Optional(Type.Unsafe<"female" | "male" | null>({ enum: ["female", "male", null] })),
  birthday: Type.Optional(
    orNull(
      Type.Object({
        month: Type.Integer({ minimum: 1, maximum: 12 }),
        day: Type.Integer({ minimum: 1, maximum: 31 }),
        year: Type.Optional(
          Type.Unsafe<number | null>({ type: ["integer", "null"], minimum: 1900, maximum: 2200 }),
        ),
      }),
    ),
  ),
  language: Type.Optional(oneOf(["ru", "en"])),
  zone: Type.Optional(textOrNull(100, "IANA. Null: the home office's.")),
  homeOffice: Type.Optional(textOrNull(36, "The office's id.")),
  statementOffice: Type.Optional(textOrNull(36, "Where the printed statement of a month is wanted.")),
  hours: Type.Optional(orNull(Type.Object({ from: TimeOfDay, to: TimeOfDay }))),
  preferredChannel: Type.Optional(
    Type.Unsafe<(typeof channels)[number] | null>({
      enum: [...channels, null],
      description: "Comes first of a step's channels.",
    }),
  ),
  deceasedOn: Type.Optional(textOrNull(10, "A calendar day, YYYY-MM-DD.")),
  attributes: Type.Optional(
    Type.Record(
      Type.String({ maxLength: 60 }),
      // No type: what it must be is said by the attribute, and a number is not to be taken for text.
      Type.Unsafe<string | number | boolean | null>({ description: "Text, a number, true or false." }),
      { description: "By name; null forgets one, those not named stay." },
    ),
  ),
  tags: Type.Optional(Type.Array(words(60), { maxItems: 50, description: "All of them." })),
};

export const ProfilePatch = Type.Object(
  { ...profileFields, staffMember },
  { description: "What is not named stays as it is." },
);
export type ProfilePatch = Static<typeof ProfilePatch>;

const contactPointKinds = ["phone", "email", "telegram", "max", "vk", "postal", "in_person"] as const;
const contactPointStates = ["unverified", "verified", "bounced", "wrong", "opted_out"] as const;
const address = {
  kind: oneOf(contactPointKinds),
  value: words(500, "Kept in one spelling: a phone as E.164, an e-mail in small letters."),
};

export const NewClient = Type.Object({
  ...profileFields,
  externalId: Type.Optional(words(200, "By which another system knows the client.")),
  contactPoints: Type.Optional(Type.Array(Type.Object(address), { maxItems: 20 })),
  staffMember,
});
export type NewClient = Static<typeof NewClient>;

export const UpsertRow = Type.Object({
  ...profileFields,
  externalId: words(200),
  contactPoints: Type.Optional(
    Type.Array(Type.Object(address), { maxItems: 20, description: "Added where the client lacks them." }),
  ),
});
export type UpsertRow = Static<typeof UpsertRow>;
export const Upsert = Type.Object({
  clients: Type.Array(UpsertRow, { minItems: 1, maxItems: 1000 }),
  staffMember,
});
export type Upsert = Static<typeof Upsert>;
export const Upserted = Type.Object({
  clients: Type.Array(
    Type.Object({
      externalId: Type.String(),
      id: nullable(Id),
      outcome: oneOf(["created", "changed", "unchanged", "refused"]),
      ...whyRefused,
    }),
    { description: "In the order of the request." },
  ),
});
export type Upserted = Static<typeof Upserted>;

// Contact points, relations ------------------------------------------------------------------------------------

export const NewContactPoint = Type.Object({
  ...address,
  state: Type.Optional(oneOf(contactPointStates)),
  staffMember,
});
export type NewContactPoint = Static<typeof NewContactPoint>;
export const ContactPointPatch = Type.Object({
  value: Type.Optional(address.value),
  state: Type.Optional(oneOf(contactPointStates)),
  staffMember,
});
export type ContactPointPatch = Static<typeof ContactPointPatch>;
export const PointPath = Type.Object({ id: Id, point: Id });

export const NewRelation = Type.Object({
  kind: oneOf(["family", "came_through", "brought"]),
  other: Type.String({ format: "uuid", description: "The other client." }),
  words: Type.Optional(phrase(200, "Such as: her husband.")),
  staffMember,
});
export type NewRelation = Static<typeof NewRelation>;
export const RelationPath = Type.Object({ id: Id, relation: Id });

// Consents and wishes ------------------------------------------------------------------------------------------

export const NewConsents = Type.Object({
  consents: Type.Array(
    Type.Object({
      purpose: oneOf(consentPurposes, {
        description: "processing: about no channel; withdrawn it is a demand to stop, and opens one.",
      }),
      channel: Type.Optional(oneOf(["any", ...channels])),
      given: Type.Boolean({ description: "false: withdrawn." }),
    }),
    { minItems: 1, maxItems: 12 },
  ),
  how: words(100, "Form, call, till, link."),
  wordingVersion: words(100, "Of the text that was agreed to."),
  at: Type.Optional(Type.String({ format: "date-time", description: "When, if not now." })),
  staffMember,
});
export type NewConsents = Static<typeof NewConsents>;

export const NewWish = Type.Object({
  scope: oneOf(["everything", "advertising", "channel"]),
  channel: Type.Optional(oneOf(channels)),
  words: words(1000, "What the client said."),
  until: Type.Optional(Type.String({ format: "date", description: "The last day of it." })),
  staffMember,
});
export type NewWish = Static<typeof NewWish>;
export const EndedWish = Type.Object({ words: words(1000, "What the client said."), staffMember });
export type EndedWish = Static<typeof EndedWish>;
export const WishPath = Type.Object({ id: Id, wish: Id });

export const AllowedQuery = Type.Object({
  on: Type.Optional(
    Type.String({ format: "date", description: "At the end of that day, by the client's calendar." }),
  ),
});
export const Allowed = Type.Object({
  on: Day,
  at: Moment,
  allowed: Type.Array(
    Type.Object({
      purpose: oneOf(["contact", "advertising"]),
      channel: oneOf(channels),
      allowed: Type.Boolean(),
      consent: nullable(Type.String({ format: "uuid", description: "The word on it that stood then." })),
      wish: nullable(Type.String({ format: "uuid", description: "The wish that forbade it then." })),
    }),
  ),
  processing: Type.Object(
    {
      allowed: Type.Boolean(),
      consent: nullable(Type.String({ format: "uuid", description: "The word on it that stood then." })),
      demand: nullable(
        Type.String({ format: "uuid", description: "The demand to stop that had come by then." }),
      ),
    },
    { description: "Of personal data: allowed by consent, and no demand to stop or to erase in force." },
  ),
  consents: Type.Array(
    Type.Object({
      id: Id,
      purpose: oneOf(consentPurposes),
      channel: oneOf(["any", ...channels]),
      given: Type.Boolean(),
      at: Moment,
      how: Type.String(),
      wordingVersion: Type.String(),
    }),
    { description: "Everything said until then, the newest first." },
  ),
  wishes: Type.Array(Type.Pick(Wish, ["id", "scope", "channel", "since", "until", "endedAt", "heldBy"]), {
    description: "In force then.",
  }),
});
export type Allowed = Static<typeof Allowed>;

// History, attributes ------------------------------------------------------------------------------------------

export const ChangesQuery = Type.Object({ field: Type.Optional(phrase(100)), cursor });
export const Changes = Type.Object({
  changes: Type.Array(
    Type.Object({
      id: Id,
      at: Moment,
      staffMember: nullable(Type.Object({ id: Id, name: Type.String() })),
      source: oneOf(["staff", "api", "import"]),
      field: Type.String(),
      subject: nullable(Id),
      before: Type.Unknown(),
      after: Type.Unknown(),
    }),
    { description: "The newest first." },
  ),
  next,
});
export type Changes = Static<typeof Changes>;

export const AttributePath = Type.Object({ name: Type.String({ pattern: "^[a-z][a-z0-9_]{0,59}$" }) });
export const Attribute = Type.Object({
  type: oneOf(["text", "number", "day", "yes_no", "choice"]),
  title: Type.Object({ ru: words(100), en: words(100) }),
  choices: Type.Optional(Type.Array(words(100), { maxItems: 200 })),
});
export type Attribute = Static<typeof Attribute>;
export const NamedAttribute = Type.Object({
  name: Type.String(),
  type: Attribute.properties.type,
  title: Attribute.properties.title,
  choices: Type.Array(Type.String()),
});
export type NamedAttribute = Static<typeof NamedAttribute>;
export const Attributes = Type.Object({ attributes: Type.Array(NamedAttribute) });
