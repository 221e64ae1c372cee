/** The one spelling in which a phone or an e-mail is kept, so that a look-up and a wish of silence find it again. */
import { readEmails } from "./import/emails.ts";
import type { Phone } from "./import/facts.ts";
import { readPhones } from "./import/phones.ts";

/** Of a number without its country. */
const region = "RU";

/** As `toPhone`, with the extension that stands behind it. */
export function toPhoneLine(text: string): Phone | undefined {
  const { phones, unread } = readPhones(text, region);
  return phones.length === 1 && unread.length === 0 ? phones[0] : undefined;
}

/** E.164 from any usual spelling; a number without a country is Russian. Undefined for what is no phone, or several. */
export const toPhone = (text: string): string | undefined => toPhoneLine(text)?.value;

/** In small letters. Undefined for what is no e-mail, or several. */
export function toEmail(text: string): string | undefined {
  const { emails, unread } = readEmails(text);
  return emails.length === 1 && unread.length === 0 ? emails[0] : undefined;
}
