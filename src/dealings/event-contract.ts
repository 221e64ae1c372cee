/** Events that other systems tell us of. */
import { Type, type Static } from "typebox";
import { Day, Id, Moment, nullable, oneOf, phrase, whyRefused } from "../kernel/wire.ts";

const key = Type.String({
  minLength: 1,
  maxLength: 200,
  pattern: "^[!-~]+$",
  description: "Made by the sender. The same event sent again is the same event.",
});

const told = {
  name: phrase(60, "Small Latin letters and dashes, such as contract-signed."),
  on: Type.Optional(
    Type.String({
      format: "date",
      description: "The day, in the client's calendar; may be to come. Without it the day of `at`.",
    }),
  ),
  at: Type.Optional(
    Type.String({ format: "date-time", description: "The moment. Without it and `on`, now." }),
  ),
  facts: Type.Optional(
    Type.Record(
      Type.String({ maxLength: 60 }),
      // No type: a number is not to be taken for text.
      Type.Unsafe<string | number | boolean>({ description: "Text, a number, true or false." }),
      { description: "What is known of it, by name; at most 50." },
    ),
  ),
};

export const EventHeaders = Type.Object({ "idempotency-key": key });
export const NewEvent = Type.Object(told);
export type NewEvent = Static<typeof NewEvent>;

export const Event = Type.Object({
  id: Id,
  client: Id,
  name: Type.String(),
  on: Day,
  at: nullable(Moment),
  facts: Type.Record(Type.String(), Type.Unsafe<string | number | boolean>({})),
  recordedAt: Moment,
});
export type Event = Static<typeof Event>;

export const Events = Type.Object({
  events: Type.Array(
    Type.Object({ externalId: phrase(200, "By which the other system knows the client."), key, ...told }),
    { minItems: 1, maxItems: 1000 },
  ),
});
export type Events = Static<typeof Events>;

export const RecordedEvents = Type.Object({
  events: Type.Array(
    Type.Object({
      externalId: Type.String(),
      key: Type.String(),
      id: nullable(Id),
      outcome: oneOf(["recorded", "known", "refused"], { description: "known: it was sent before." }),
      ...whyRefused,
    }),
    { description: "In the order of the request." },
  ),
});
export type RecordedEvents = Static<typeof RecordedEvents>;
