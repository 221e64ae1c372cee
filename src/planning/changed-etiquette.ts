/** Figures of the etiquette, changed; what would exceed the hard bounds is refused and not cut. */
import { DomainError } from "../kernel/errors.ts";
import { hardBounds, numberBounds, type EtiquetteSettings } from "./settings.ts";

const hourSettings = ["weekday", "weekend"] as const;
export const etiquetteNames: readonly string[] = [
  ...hourSettings,
  "leapBirthday",
  ...Object.keys(numberBounds),
];

/** `changes` by name, each as a person types it: `10:00-20:00`, `14`. Throws `bad_input` with the setting and its bounds. */
export function changedEtiquette(
  settings: Partial<EtiquetteSettings>,
  changes: ReadonlyMap<string, string>,
): Partial<EtiquetteSettings> {
  return [...changes].reduce((before, [name, text]) => changedFigure(before, name, text), settings);
}

function changedFigure(
  settings: Partial<EtiquetteSettings>,
  name: string,
  text: string,
): Partial<EtiquetteSettings> {
  if (name === "weekday" || name === "weekend") return { ...settings, [name]: hours(name, text) };
  if (name === "leapBirthday") {
    if (text !== "02-28" && text !== "03-01") throw refused(name, "02-28 or 03-01", text);
    return { ...settings, leapBirthday: text };
  }
  const bounds = numberBounds[name as keyof typeof numberBounds] as readonly [number, number] | undefined;
  if (!bounds)
    throw new DomainError("bad_input", `No such setting: ${name}. Expected ${etiquetteNames.join(", ")}.`, {
      place: { field: "setting" },
    });
  const [least, most] = bounds;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  if (!(value >= least && value <= most))
    throw refused(name, `a whole number from ${least} to ${most}`, text);
  return { ...settings, [name]: value };
}

function hours(name: (typeof hourSettings)[number], text: string): { opens: string; closes: string } {
  const bounds = hardBounds[name];
  const [, opens = "", closes = ""] = /^(\d\d:\d\d)\s*[-–]\s*(\d\d:\d\d)$/.exec(text.trim()) ?? [];
  const fits =
    opens >= bounds.opens && opens < closes && closes <= bounds.closes && /^\d\d:[0-5]\d$/.test(opens);
  if (!fits || !/:[0-5]\d$/.test(closes))
    throw refused(name, `hours within ${bounds.opens}-${bounds.closes}, such as 10:00-19:00`, text);
  return { opens, closes };
}

const refused = (field: string, expected: string, got: string): DomainError =>
  new DomainError("bad_input", `${field}: expected ${expected}, got ${got}.`, { place: { field } });
