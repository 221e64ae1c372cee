/** What somebody types to find a client: an e-mail, digits of a phone or of a card, or parts of a name. */
export type Sought =
  | { by: "nothing" }
  | { by: "email"; start: string }
  | { by: "digits"; digits: string; phonePart: string }
  | { by: "name"; parts: string[] };

export function understand(text: string): Sought {
  const trimmed = text.trim();
  if (trimmed === "") return { by: "nothing" };
  if (trimmed.includes("@")) return { by: "email", start: trimmed.toLowerCase() };
  const digits = trimmed.replace(/[\s()+\-.–]/g, "");
  if (/^\d+$/.test(digits)) return { by: "digits", digits, phonePart: phonePart(trimmed, digits) };
  return { by: "name", parts: trimmed.toLowerCase().replaceAll("ё", "е").split(/\s+/).slice(0, 5) };
}

/** People type a Russian number with 8 where it is kept with +7. */
function phonePart(typed: string, digits: string): string {
  return typed.startsWith("8") && digits.length > 4 ? digits.slice(1) : digits;
}

/** `%` and `_` are letters to a person. */
export const likeText = (text: string): string => text.replace(/[\\%_]/g, "\\$&");
