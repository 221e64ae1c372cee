/** The etiquette's figures: what a business may set, within bounds that nothing may exceed. */
import { contentTag } from "../kernel/idempotency.ts";

export interface Hours {
  /** `HH:MM`, local time; touches happen from `opens` until just before `closes`. */
  opens: string;
  closes: string;
}

export interface EtiquetteSettings {
  weekday: Hours;
  weekend: Hours;
  advertisingDays: number;
  proactiveIn30Days: number;
  callsIn30Days: number;
  /** The day in common years for a birthday on 29 February. */
  leapBirthday: "02-28" | "03-01";
  /** After a conversation no care and no advertising for so many days. */
  recentlySpokeDays: number;
  /** After a refusal the chain is silent for so many days. */
  refusedDays: number;
  /** Unanswered calls for one occasion, then the next channel or none. */
  unansweredCalls: number;
  noAnswerRetryHours: number;
  busyRetryMinutes: number;
  /** Hundredths of a percent of all clients that every chain leaves alone. */
  controlShare: number;
  /** How long a call takes, as long as too few were made to measure it. */
  callMinutes: number;
  /** The letters of a day leave over so many minutes from the hour that opens. */
  spreadMinutes: number;
  /** Kopecks that a call costs: one that costs more than is at stake comes last. */
  callCost: number;
  /** Kopecks that a letter, an SMS and a message in a messenger cost: they count in forecasts. */
  emailCost: number;
  smsCost: number;
  messengerCost: number;
}

export const defaultSettings: EtiquetteSettings = {
  weekday: { opens: "10:00", closes: "20:00" },
  weekend: { opens: "11:00", closes: "19:00" },
  advertisingDays: 14,
  proactiveIn30Days: 4,
  callsIn30Days: 2,
  leapBirthday: "02-28",
  recentlySpokeDays: 7,
  refusedDays: 365,
  unansweredCalls: 3,
  noAnswerRetryHours: 3,
  busyRetryMinutes: 20,
  controlShare: 0,
  callMinutes: 6,
  spreadMinutes: 120,
  callCost: 6000,
  emailCost: 0,
  smsCost: 400,
  messengerCost: 0,
};

export const hardBounds = {
  weekday: { opens: "08:00", closes: "22:00" },
  weekend: { opens: "09:00", closes: "20:00" },
} as const;

type NumberSetting = {
  [Name in keyof EtiquetteSettings]: EtiquetteSettings[Name] extends number ? Name : never;
}[keyof EtiquetteSettings];

/** The least and the most of each figure. The fewer days, or the more touches, the more a client is disturbed. */
export const numberBounds: Record<NumberSetting, readonly [least: number, most: number]> = {
  advertisingDays: [7, 365],
  proactiveIn30Days: [1, 8],
  callsIn30Days: [0, 4],
  recentlySpokeDays: [0, 90],
  refusedDays: [30, 3650],
  unansweredCalls: [1, 5],
  noAnswerRetryHours: [1, 72],
  busyRetryMinutes: [5, 240],
  controlShare: [0, 5000],
  callMinutes: [1, 60],
  spreadMinutes: [0, 600],
  callCost: [0, 1_000_000],
  emailCost: [0, 1_000_000],
  smsCost: [0, 1_000_000],
  messengerCost: [0, 1_000_000],
};

/** What a business has set over the defaults; all of it is cut to the hard bounds, whatever is stored. */
export function etiquetteSettings(stored: Partial<EtiquetteSettings> | undefined): EtiquetteSettings {
  const settings = { ...defaultSettings, ...stored };
  for (const name of Object.keys(numberBounds) as NumberSetting[]) {
    const [least, most] = numberBounds[name];
    settings[name] = Math.min(Math.max(settings[name], least), most);
  }
  return {
    ...settings,
    weekday: within(settings.weekday, hardBounds.weekday),
    weekend: within(settings.weekend, hardBounds.weekend),
  };
}

/** What whoever read the figures holds: any change of them makes it stale. */
export const etiquetteTag = (settings: EtiquetteSettings): string => contentTag("etiquette", settings);

function within(hours: Hours, bounds: Hours): Hours {
  return {
    opens: hours.opens > bounds.opens ? hours.opens : bounds.opens,
    closes: hours.closes < bounds.closes ? hours.closes : bounds.closes,
  };
}

const isWeekend = (day: Temporal.PlainDate): boolean => day.dayOfWeek >= 6;

/** What the business's calendar says of some days, by ISO date; of all others the day of the week does. */
export type DayKinds = ReadonlyMap<string, "working" | "holiday">;

const isDayOff = (day: Temporal.PlainDate, kinds?: DayKinds): boolean =>
  (kinds?.get(day.toString()) ?? (isWeekend(day) ? "holiday" : "working")) === "holiday";

export const hoursOf = (settings: EtiquetteSettings, day: Temporal.PlainDate, kinds?: DayKinds): Hours =>
  isDayOff(day, kinds) ? settings.weekend : settings.weekday;

/** Whether the hours that no setting exceeds let anybody be reached at this local time. */
export function withinHardBounds(local: Temporal.ZonedDateTime, kinds: DayKinds): boolean {
  const { opens, closes } = isDayOff(local.toPlainDate(), kinds) ? hardBounds.weekend : hardBounds.weekday;
  const time = local.toPlainTime().toString({ smallestUnit: "minute" });
  return time >= opens && time < closes;
}
