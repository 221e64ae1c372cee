/**
 * What a whole business has in common: its name, currency, zone and language. This room stands left of clients
 * in the flow: everybody may ask it, it asks nobody.
 */
import { DomainError } from "../kernel/errors.ts";
import type { Language } from "../kernel/language.ts";

export interface Settings {
  name: string;
  /** ISO 4217. */
  currency: string;
  /** IANA. Its calendar is the business's where no office says otherwise. */
  zone: string;
  language: Language;
}

export const settingNames = ["name", "currency", "zone", "language"] as const;

/** The settings with one of them changed. Throws `bad_input` with the setting and what was expected. */
export function changeSetting(settings: Settings, name: string, value: string): Settings {
  switch (name) {
    case "name":
      if (value.trim() === "" || value.length > 200) refuse(name, "1 to 200 characters");
      return { ...settings, name: value.trim() };
    case "currency":
      return { ...settings, currency: currency(value) };
    case "zone":
      return { ...settings, zone: zone(value) };
    case "language":
      if (value !== "ru" && value !== "en") return refuse(name, `ru or en, got ${value}`);
      return { ...settings, language: value };
    default:
      throw new DomainError("bad_input", `No such setting: ${name}. Expected ${settingNames.join(", ")}.`, {
        place: { field: "setting" },
      });
  }
}

const refuse = (field: string, expected: string): never => {
  throw new DomainError("bad_input", `${field}: expected ${expected}.`, { place: { field } });
};

/** Money here has hundredths, so yen and dinars, which have none or thousandths, cannot be kept. */
function currency(value: string): string {
  const code = value.toUpperCase();
  if (!Intl.supportedValuesOf("currency").includes(code))
    return refuse("currency", `an ISO 4217 code such as RUB or USD, got ${value}`);
  const { maximumFractionDigits } = new Intl.NumberFormat("en", {
    style: "currency",
    currency: code,
  }).resolvedOptions();
  return maximumFractionDigits === 2
    ? code
    : refuse("currency", `a currency with hundredths, and ${code} has ${maximumFractionDigits} decimals`);
}

/** Throws `bad_input`. */
export function zone(value: string): string {
  const known = knownZones.get(value.toLowerCase());
  return known ?? refuse("zone", `an IANA zone such as Europe/Moscow, got ${value}`);
}

const knownZones = new Map(
  ["UTC", ...Intl.supportedValuesOf("timeZone")].map((name) => [name.toLowerCase(), name]),
);
