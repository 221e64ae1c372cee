/** Which country a phone number without its code is dialled in. */
import { getCountries } from "libphonenumber-js/min";
import { DomainError } from "../../kernel/errors.ts";

/** The country whose clocks show `zone`; Russia where nobody's do. */
export function regionOfZone(zone: string): string {
  if (zone.startsWith("Europe/Moscow")) return "RU";
  const region = getCountries().find((country) => {
    const { getTimeZones } = new Intl.Locale(`und-${country}`) as Intl.Locale & { getTimeZones?(): string[] };
    return getTimeZones?.call(new Intl.Locale(`und-${country}`))?.includes(zone);
  });
  return region ?? "RU";
}

/** Throws `bad_input`. */
export function readRegion(text: string): string {
  const region = text.toUpperCase();
  if ((getCountries() as string[]).includes(region)) return region;
  throw new DomainError("bad_input", `There is no country ${text}; expected two letters such as RU.`, {
    place: { field: "region" },
  });
}
