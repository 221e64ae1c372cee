/** A kept letter as a person reads it. */
import { simpleParser, type AddressObject } from "mailparser";

export interface KeptLetter {
  id: string;
  messageId: string;
  subject: string;
  from: string;
  to: string;
  at: Temporal.Instant;
  html: string;
  text: string;
}

export async function readLetter(id: string, source: Buffer): Promise<KeptLetter> {
  const mail = await simpleParser(source, { skipTextToHtml: true, skipImageLinks: true });
  return {
    id,
    messageId: mail.messageId ?? "",
    subject: mail.subject ?? "",
    from: addresses(mail.from),
    to: addresses(mail.to),
    at: receivedAt(id),
    html: mail.html || "",
    text: mail.text ?? "",
  };
}

/** The id is a UUIDv7: its first 48 bits are the moment the letter came. */
function receivedAt(id: string): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16));
}

function addresses(found: AddressObject | AddressObject[] | undefined): string {
  return [found ?? []]
    .flat()
    .map((one) => one.text)
    .join(", ");
}
