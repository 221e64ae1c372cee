/** What a desk learns of a person who is there for the first time. */
import { Type, type Static } from "typebox";
import { Id, oneOf } from "../kernel/wire.ts";
import { consentPurposes } from "./contract.ts";

const words = (maxLength: number) =>
  Type.String({ minLength: 1, maxLength, pattern: "^[^\\u0000]*[^\\s\\u0000][^\\u0000]*$" });

const NewConsent = Type.Object({
  wordingVersion: Type.String({
    minLength: 1,
    maxLength: 100,
    pattern: "^[^\\u0000]+$",
    description: "Of the text that was agreed to.",
  }),
  given: Type.Array(
    Type.Object({
      purpose: oneOf(consentPurposes),
      channel: Type.Optional(oneOf(["any", "call", "email", "sms", "telegram", "max"])),
      wordingVersion: Type.Optional(
        Type.String({
          minLength: 1,
          maxLength: 100,
          pattern: "^[^\\u0000]+$",
          description: "Where this one is a document of its own, as the consent to processing is.",
        }),
      ),
    }),
    { minItems: 1, maxItems: 12 },
  ),
  at: Type.Optional(
    Type.String({ format: "date-time", description: "When, if not now: a till was offline." }),
  ),
});

export const Newcomer = Type.Object(
  {
    givenName: words(100),
    familyName: Type.Optional(words(100)),
    phone: Type.Optional(words(40)),
    email: Type.Optional(words(254)),
    consent: Type.Optional(NewConsent),
  },
  {
    description:
      "Becomes a client. Whoever has this phone already, or this e-mail where no phone is given, is that client.",
  },
);
export type Newcomer = Static<typeof Newcomer>;

export const MetNewcomer = Type.Object({
  person: Newcomer,
  office: Type.Optional(Id),
  staffMember: Type.Optional(Id),
});
export type MetNewcomer = Static<typeof MetNewcomer>;

export const Met = Type.Object({ id: Id });
