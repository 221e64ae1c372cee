/** What somebody types to find a client: an e-mail, digits of a phone or of a card, or words of a name. */
import { inOtherLayout } from "./keyboard.ts";

export type Sought =
  | { by: "nothing" }
  | { by: "email"; part: string }
  | { by: "digits"; digits: string; phonePart: string }
  | { by: "words"; text: string };

/** As typed, and where that may differ, as it reads with the keyboard in the other layout. */
export function readings(typed: string): { asTyped: Sought; otherwise: Sought | undefined } {
  const asTyped = understand(typed);
  const other = asTyped.by === "words" ? inOtherLayout(typed) : undefined;
  return { asTyped, otherwise: other === undefined ? undefined : understand(other) };
}

function understand(text: string): Sought {
  const trimmed = text.trim();
  if (trimmed === "") return { by: "nothing" };
  if (trimmed.includes("@")) return { by: "email", part: trimmed.toLowerCase() };
  const digits = trimmed.replace(/[\s()+\-.–]/g, "");
  if (/^\d+$/.test(digits)) return { by: "digits", digits, phonePart: phonePart(trimmed, digits) };
  return { by: "words", text: trimmed };
}

/** People type a Russian number with 8 where it is kept with +7. */
function phonePart(typed: string, digits: string): string {
  return typed.startsWith("8") && digits.length > 4 ? digits.slice(1) : digits;
}

/** How phones begin that were typed so far, with the country and without. */
export const phoneBeginnings = ({ digits, phonePart }: Sought & { by: "digits" }): string[] => [
  ...new Set([`+${digits}`, `+7${phonePart}`, ...(digits.startsWith("8") ? [`+7${digits.slice(1)}`] : [])]),
];

/** The words of a name's key. */
export const wordsOf = (key: string): string[] =>
  [...new Set(key.split(" "))].filter((word) => word !== "").slice(0, 5);

/** Whether a word could be part of an e-mail. */
export const emailPart = (text: string): string | undefined =>
  /^[\w.+-]{3,}$/.test(text) ? text.toLowerCase() : undefined;

/** `%` and `_` are letters to a person. */
export const likeText = (text: string): string => text.replace(/[\\%_]/g, "\\$&");
