/** What a chain is: data that says what we do about one kind of occasion. */
import { Type, type Static } from "typebox";
import { code, expected, namedAs, templateSchema, words } from "./script.ts";

const period = Type.String({
  pattern: "^P(?=\\d)(\\d{1,3}Y)?(\\d{1,4}M)?(\\d{1,4}W)?(\\d{1,5}D)?$",
  description: "ISO 8601, P7D",
  ...expected("срок по ISO 8601, например P7D", "a period as in ISO 8601, such as P7D"),
});
const offset = Type.String({
  pattern: "^[+-]?P(?=\\d)(\\d{1,3}Y)?(\\d{1,4}M)?(\\d{1,4}W)?(\\d{1,5}D)?$",
  description: "ISO 8601 with a sign, -P1M",
  ...expected(
    "срок по ISO 8601 со знаком, например -P1M",
    "a period as in ISO 8601 with a sign, such as -P1M",
  ),
});

/** What has a source of its own in planning/occasions/. */
export const occasionKinds = [
  "birthday",
  "holiday",
  "returned",
  "visited",
  "planned-trip",
  "appointment",
  "bonus-burn",
  "card-expiry",
  "card-ready",
  "gift-waiting",
  "missing-facts",
  "issue",
  "month-end",
  "acquaintance",
  "recall",
  "silence",
] as const;
type EventKind = `event:${string}`;
/** Or an event that another system tells us of, under a name of its own. */
export type OccasionKind = (typeof occasionKinds)[number] | EventKind;

export const eventKind = (name: string): EventKind => `event:${name}`;

/** The event's name; undefined for a kind of the product's own. */
export const eventOf = (kind: string): string | undefined =>
  kind.startsWith("event:") ? kind.slice("event:".length) : undefined;

const occasionPattern = `^(?:${occasionKinds.join("|")}|event:[a-z]+(?:-[a-z]+)*)$`;
export const isOccasionKind = (text: string): text is OccasionKind => new RegExp(occasionPattern).test(text);

const occasion = Type.Unsafe<OccasionKind>(
  Type.String({
    pattern: occasionPattern,
    ...expected(
      `одно из ${occasionKinds.join(", ")} или event:имя`,
      `one of ${occasionKinds.join(", ")}, or event:name`,
    ),
  }),
);

export const purposes = ["service", "greeting", "loyalty", "care", "advertising"] as const;
export type Purpose = (typeof purposes)[number];

/** Every way to reach a client that a chain may name. */
export const channels = ["call", "email", "sms", "telegram", "max", "in_person"] as const;
export type Channel = (typeof channels)[number];
/** The ways that are there today: on any other a step finds no contact point. */
export const deliveredChannels: readonly Channel[] = ["call", "email"];

const oneOf = <const Values extends string[]>(values: readonly [...Values]) => Type.Enum([...values]);

const moveOn = Type.Object(
  {
    /** Not delivered in so many hours. */
    undeliveredHours: Type.Optional(Type.Integer({ minimum: 1, maximum: 720 })),
    /** Not answered so many times. */
    unansweredCalls: Type.Optional(Type.Integer({ minimum: 1, maximum: 10 })),
  },
  { additionalProperties: false },
);
export type MoveOn = Static<typeof moveOn>;

/** A way to reach the client, and what moves to the next one besides having no contact point and a refusal. */
const channelEntry = Type.Union([
  oneOf(channels),
  Type.Object({ channel: oneOf(channels), moveOn: Type.Optional(moveOn) }, { additionalProperties: false }),
]);
export type ChannelEntry = Static<typeof channelEntry>;

export const stepSchema = Type.Object(
  {
    code,
    /** From the occasion's date to the day the step is due. */
    offset,
    /** How long after that day the step still makes sense; P0D is that day only. */
    window: period,
    /**
     * What to do when the window has passed: nothing, or still, until so long after the day the step was due. Never
     * "send now because the date is past".
     */
    late: Type.Union([Type.Enum(["skip"]), Type.Object({ until: period }, { additionalProperties: false })]),
    /** In order of preference. */
    channels: Type.Array(channelEntry, { minItems: 1 }),
    purpose: oneOf(purposes),
    template: code,
  },
  { additionalProperties: false },
);
export type Step = Static<typeof stepSchema>;

/** What counts as having reached what the chain is for. */
export const goals = [
  "none",
  "presented",
  "dealing",
  "planned_trip",
  "appointment",
  "card_renewed",
  "gift_picked_up",
] as const;

export const stopCauses = ["goal", "refused", "answered"] as const;
type StopCause = (typeof stopCauses)[number];

const count = Type.Integer({ minimum: 1, maximum: 100 });

export const chainSchema = Type.Object(
  {
    code,
    name: words,
    about: words,
    occasion,
    /** Absent: `none`. */
    goal: Type.Optional(oneOf(goals)),
    /** What ends the chain for an occasion before its last step. Absent: the goal reached, or a refusal. */
    stops: Type.Optional(Type.Array(oneOf(stopCauses), { uniqueItems: true })),
    /** Percent of its clients that the chain leaves alone, two decimals at most. Absent: none. */
    controlShare: Type.Optional(
      Type.String({
        pattern: "^(?:(?:\\d|[1-8]\\d)(?:\\.\\d{1,2})?|90(?:\\.00?)?)$",
        ...expected(
          'процент строкой, от "0" до "90", не больше двух знаков после точки, например "10.00"',
          'a percentage as text, "0" to "90", two decimals at most, such as "10.00"',
        ),
      }),
    ),
    limits: Type.Optional(
      Type.Object(
        {
          /** After so many unanswered touches, or so many refusals, the chain is silent for so long. */
          silence: Type.Optional(
            Type.Object(
              { unanswered: Type.Optional(count), refused: Type.Optional(count), for: period },
              { additionalProperties: false },
            ),
          ),
        },
        { additionalProperties: false },
      ),
    ),
    /** `missing-facts` alone has none: its questions join a conversation that happens anyway. */
    steps: Type.Array(stepSchema),
    templates: Type.Record(code, templateSchema, namedAs(code)),
  },
  { additionalProperties: false },
);
export type Chain = Static<typeof chainSchema>;

export const packSchema = Type.Object(
  {
    pack: code,
    name: Type.Optional(words),
    about: Type.Optional(words),
    chains: Type.Array(chainSchema, { minItems: 1 }),
  },
  { additionalProperties: false },
);
export type Pack = Static<typeof packSchema>;

export const channelOf = (entry: ChannelEntry): Channel =>
  typeof entry === "string" ? entry : entry.channel;

export const moveOnOf = (entry: ChannelEntry): MoveOn =>
  typeof entry === "string" ? {} : (entry.moveOn ?? {});

/** The channels of a step, in order of preference. */
export const channelsOf = (step: Step): Channel[] => step.channels.map(channelOf);

/** How long after its day a step may still happen. */
export const lastsOf = (step: Step): string => (step.late === "skip" ? step.window : step.late.until);

export const stopsOf = (chain: Chain): readonly StopCause[] => chain.stops ?? ["goal", "refused"];

/** Hundredths of a percent: `"10.00"` is 1000. */
export function controlShareOf(chain: Chain): number {
  const [whole = "0", decimals = ""] = (chain.controlShare ?? "0").split(".");
  return Number(whole) * 100 + Number(decimals.padEnd(2, "0"));
}
