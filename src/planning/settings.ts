/** The etiquette's figures: what a business may set, within bounds that nothing may exceed. */

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
}

export const defaultSettings: EtiquetteSettings = {
  weekday: { opens: "10:00", closes: "20:00" },
  weekend: { opens: "11:00", closes: "19:00" },
  advertisingDays: 14,
  proactiveIn30Days: 4,
  callsIn30Days: 2,
  leapBirthday: "02-28",
};

const hardBounds = {
  weekday: { opens: "08:00", closes: "22:00" },
  weekend: { opens: "09:00", closes: "20:00" },
} as const;

/** What a business has set over the defaults; hours are cut to the hard bounds whatever is stored. */
export function etiquetteSettings(stored: Partial<EtiquetteSettings> | undefined): EtiquetteSettings {
  const settings = { ...defaultSettings, ...stored };
  return {
    ...settings,
    weekday: within(settings.weekday, hardBounds.weekday),
    weekend: within(settings.weekend, hardBounds.weekend),
  };
}

function within(hours: Hours, bounds: Hours): Hours {
  return {
    opens: hours.opens > bounds.opens ? hours.opens : bounds.opens,
    closes: hours.closes < bounds.closes ? hours.closes : bounds.closes,
  };
}

export function hoursOf(settings: EtiquetteSettings, day: Temporal.PlainDate): Hours {
  return day.dayOfWeek >= 6 ? settings.weekend : settings.weekday;
}
