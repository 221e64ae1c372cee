/**
 * A segment: who of all clients, said as conditions over what is known. All of the conditions hold; each is a fact, a fact
 * that does not hold, or a choice of such.
 */
import { Type, type Static } from "typebox";
import { consentPurposes } from "../clients/contract.ts";
import { cursor, Day, Id, lang, Moment, Money, next, oneOf, phrase } from "../kernel/wire.ts";

const closed = { additionalProperties: false } as const;
/** In a segment, and in a choice of it. */
export const mostConditions = 20;

const offices = Type.Array(Id, { minItems: 1, maxItems: 500 });
const from = Type.Optional(Day);
const before = Type.Optional(Day);

export const Fact = Type.Union([
  Type.Object({ fact: Type.Literal("office"), in: offices }, { ...closed, description: "The home office." }),
  Type.Object({ fact: Type.Literal("sex"), is: oneOf(["female", "male"]) }, closed),
  Type.Object({ fact: Type.Literal("language"), is: oneOf(["ru", "en"]) }, closed),
  Type.Object(
    {
      fact: Type.Literal("birthday"),
      months: Type.Array(Type.Integer({ minimum: 1, maximum: 12 }), { minItems: 1, maxItems: 12 }),
    },
    closed,
  ),
  Type.Object(
    { fact: Type.Literal("known_since"), from, before },
    { ...closed, description: "The day the client was entered, from a day on, before another." },
  ),
  Type.Object(
    { fact: Type.Literal("last_dealing"), from, before },
    { ...closed, description: "The newest dealing; who has none has no such fact." },
  ),
  Type.Object(
    {
      fact: Type.Literal("turnover"),
      from,
      before,
      atLeast: Type.Optional(Money),
      atMost: Type.Optional(Money),
    },
    { ...closed, description: "The sum of the prices of what was bought in these days; 0.00 for nothing." },
  ),
  Type.Object(
    {
      fact: Type.Literal("contact"),
      kind: oneOf(["phone", "email", "telegram", "max", "vk", "postal", "in_person"]),
    },
    { ...closed, description: "A contact point that is not known to be useless." },
  ),
  Type.Object(
    {
      fact: Type.Literal("consent"),
      purpose: oneOf(consentPurposes),
      channel: oneOf(["any", "call", "email", "sms", "telegram", "max"]),
    },
    { ...closed, description: "The newest word about this channel, or about any, allows it." },
  ),
  Type.Object(
    { fact: Type.Literal("do_not_disturb") },
    {
      ...closed,
      description: "A wish not to be disturbed by anything is in force, the client's or that of an address.",
    },
  ),
  Type.Object({ fact: Type.Literal("tag"), is: phrase(60) }, closed),
  Type.Object(
    {
      fact: Type.Literal("attribute"),
      name: phrase(60),
      is: Type.Optional(Type.Union([Type.String({ maxLength: 1000 }), Type.Number(), Type.Boolean()])),
    },
    {
      ...closed,
      description: "What the business chose to know: this value of it, or, where none is named, any.",
    },
  ),
  Type.Object(
    { fact: Type.Literal("card"), soldFrom: from, soldBefore: before, soldAt: Type.Optional(offices) },
    { ...closed, description: "A card sold in these days, at one of these offices." },
  ),
  Type.Object(
    { fact: Type.Literal("bonus"), atLeast: Money },
    { ...closed, description: "What can be spent today on all cards together." },
  ),
]);
export type Fact = Static<typeof Fact>;

const Plain = Type.Union([Fact, Type.Object({ not: Fact }, closed)]);
export const Condition = Type.Union([
  Plain,
  Type.Object({ any: Type.Array(Plain, { minItems: 1, maxItems: mostConditions }) }, closed),
]);
export type Condition = Static<typeof Condition>;

export const Conditions = Type.Object({ all: Type.Array(Condition, { maxItems: mostConditions }) }, closed);
export type Conditions = Static<typeof Conditions>;

export const SegmentCount = Type.Object({
  clients: Type.Integer(),
  of: Type.Integer({ description: "All clients who are alive." }),
});
export type SegmentCount = Static<typeof SegmentCount>;

export const SegmentPath = Type.Object({ name: phrase(100) });
export const Segment = Type.Object({ name: Type.String(), conditions: Conditions, savedAt: Moment });
export type Segment = Static<typeof Segment>;
export const Segments = Type.Object({ items: Type.Array(Segment) });

export const SegmentClientsQuery = Type.Object({ cursor, lang });
export const SegmentClients = Type.Object({
  clients: Type.Array(Type.Object({ id: Id, name: Type.String() })),
  next,
});
export type SegmentClients = Static<typeof SegmentClients>;
