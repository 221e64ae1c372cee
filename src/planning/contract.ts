/** The figures of the etiquette and the hours of operators on the wire. */
import { Type, type Static } from "typebox";
import { Day, Id, nullable, TimeOfDay } from "../kernel/wire.ts";

const Hours = Type.Object({ opens: TimeOfDay, closes: TimeOfDay });
const figures = {
  weekday: Hours,
  weekend: Hours,
  leapBirthday: Type.String({ description: "02-28 or 03-01: when a birthday on 29 February is kept." }),
  advertisingDays: Type.Integer({ description: "At most one advertising touch in so many days." }),
  proactiveIn30Days: Type.Integer(),
  callsIn30Days: Type.Integer(),
  recentlySpokeDays: Type.Integer({
    description: "So long after a conversation no care and no advertising.",
  }),
  refusedDays: Type.Integer({ description: "So long a chain is silent that was refused." }),
  unansweredCalls: Type.Integer({ description: "For one occasion; then the next channel, or none." }),
  noAnswerRetryHours: Type.Integer(),
  busyRetryMinutes: Type.Integer(),
  controlShare: Type.Integer({
    description: "Hundredths of a percent of clients that every chain leaves alone.",
  }),
  callMinutes: Type.Integer({ description: "How long a call takes, until enough were made to measure it." }),
  spreadMinutes: Type.Integer({
    description: "Letters leave over so many minutes from the hour that opens.",
  }),
  callCost: Type.Integer({
    description: "Hundredths of the currency; a call that costs more than is at stake comes last.",
  }),
  emailCost: Type.Integer({ description: "Hundredths of the currency; of a letter." }),
  smsCost: Type.Integer({ description: "Of an SMS." }),
  messengerCost: Type.Integer({ description: "Of a message in Telegram or MAX." }),
};

export const Etiquette = Type.Object(figures);
export type Etiquette = Static<typeof Etiquette>;
export const EtiquettePatch = Type.Partial(Etiquette, {
  description: "What is not named stays; what exceeds the hard bounds is refused.",
});
export type EtiquettePatch = Static<typeof EtiquettePatch>;

const Range = Type.Object({ least: Type.Integer(), most: Type.Integer() });
export const EtiquetteBounds = Type.Object({
  defaults: Etiquette,
  weekday: Hours,
  weekend: Hours,
  figures: Type.Record(Type.String(), Range, { description: "The least and the most of each figure." }),
});
export type EtiquetteBounds = Static<typeof EtiquetteBounds>;

export const EtiquetteHeaders = Type.Object({
  "if-match": Type.Optional(
    Type.String({
      maxLength: 200,
      description: "The ETag of the figures that were read; whatever they are now where absent or *.",
    }),
  ),
});

/** How many planned touches would come, go, or take another channel, by chain: one may push another aside. */
export const PlanChanges = Type.Array(
  Type.Object({
    chain: Type.String(),
    occasion: Type.String(),
    new: Type.Integer(),
    gone: Type.Integer(),
    otherChannel: Type.Integer(),
    same: Type.Integer(),
  }),
);
export const EtiquetteTrial = Type.Object({
  on: Type.String({ format: "date", description: "Today." }),
  counts: PlanChanges,
});
export type EtiquetteTrial = Static<typeof EtiquetteTrial>;

const OperatorHours = Type.Object({
  office: nullable(Id),
  officeName: nullable(Type.String()),
  weekday: nullable(Type.Integer({ description: "1 is Monday." })),
  on: nullable(Day),
  minutes: Type.Integer(),
});
export const AllOperatorHours = Type.Object({
  hours: Type.Array(OperatorHours),
  callSeconds: Type.Integer({ description: "How long a call takes: measured, or the setting." }),
});
export type AllOperatorHours = Static<typeof AllOperatorHours>;
export const NewOperatorHours = Type.Object({
  office: Type.Optional(
    Type.Unsafe<string | null>({
      type: ["string", "null"],
      format: "uuid",
      description: "None: the whole network.",
    }),
  ),
  weekday: Type.Optional(Type.Integer({ minimum: 1, maximum: 7, description: "1 is Monday." })),
  on: Type.Optional(Type.String({ format: "date", description: "One day, which then counts alone." })),
  minutes: Type.Unsafe<number | null>({
    type: ["integer", "null"],
    minimum: 0,
    maximum: 100_000,
    description: "Of all operators together. null forgets it.",
  }),
});
export type NewOperatorHours = Static<typeof NewOperatorHours>;
