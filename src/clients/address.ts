/** The one spelling in which a phone or an e-mail is kept, so that a look-up and a wish of silence find it again. */

/** E.164 from any usual spelling; a number without a country is Russian. Undefined for what is no phone. */
export function toPhone(text: string): string | undefined {
  const typed = text
    .trim()
    .replaceAll(/[\s().\-–‑/]/g, "")
    .replace(/^00/, "+");
  if (/^\+[1-9]\d{7,14}$/.test(typed)) return typed;
  if (/^[78]\d{10}$/.test(typed)) return `+7${typed.slice(1)}`;
  return /^\d{10}$/.test(typed) ? `+7${typed}` : undefined;
}

/** In small letters. Undefined for what is no e-mail. */
export function toEmail(text: string): string | undefined {
  const typed = text.trim().toLowerCase();
  return /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(typed) ? typed : undefined;
}
