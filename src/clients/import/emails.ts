/** E-mail addresses as people write them. */
import { cellLines, hasCyrillic, inLatin, isAbsent } from "./cell.ts";

export interface ReadEmails {
  emails: string[];
  unread: string[];
  /** Written with letters that only look Latin: what was written, and what it was read as. */
  repaired: [string, string][];
}

export function readEmails(cell: string): ReadEmails {
  const read: ReadEmails = { emails: [], unread: [], repaired: [] };
  if (usual.test(cell) && isEmail(cell)) {
    read.emails.push(cell);
    return read;
  }
  for (const line of cellLines(cell)) {
    if (isAbsent(line) || line === "0") continue;
    // `Иван Иванов <ivan@example.org>`: the name beside it is no address.
    const bracketed = [...line.matchAll(/<([^<>]*@[^<>]*)>/g)].map(([, inside]) => inside ?? "");
    const words = bracketed.length > 0 ? bracketed : line.split(/\s+\/\s+|[\s,;|]+/);
    for (const word of words) {
      const text = word.replace(/^mailto:/i, "").replace(/^[<('"]+|[>)'".]+$/g, "");
      if (text !== "") readWord(text, read);
    }
  }
  return read;
}

/** Nearly every cell: small Latin letters, nothing that could stand around an address. */
const usual = /^[a-z\d][a-z\d._+-]*@[a-z\d.-]*[a-z]$/;

function readWord(text: string, read: ReadEmails): void {
  // A whole word in Cyrillic before the @ is no slip of the keyboard.
  const slip = hasCyrillic(text) && /[a-z\d][^@]*@|^[^а-яё@]*@/i.test(text);
  const latin = slip ? inLatin(text) : text;
  const email = (latin ?? text).toLowerCase();
  if (!isEmail(email)) {
    read.unread.push(text);
    return;
  }
  if (latin !== text && latin !== undefined) read.repaired.push([text, email]);
  if (!read.emails.includes(email)) read.emails.push(email);
}

const localPart = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const label = "[a-z0-9а-яё](?:[a-z0-9а-яё-]{0,61}[a-z0-9а-яё])?";
const domain = new RegExp(`^(?:${label}\\.)+(?:[a-z]{2,63}|[а-яё]{2,63}|xn--[a-z0-9-]{2,59})$`);

function isEmail(text: string): boolean {
  const at = text.lastIndexOf("@");
  const local = text.slice(0, at);
  const host = text.slice(at + 1);
  if (at < 1 || local.length > 64 || host.length > 253) return false;
  return localPart.test(local) && domain.test(host);
}
