/** The link of a letter by which its reader stops such letters: no password, valid for one client and one touch. */
import { createHmac, timingSafeEqual } from "node:crypto";

export const stoppable = ["advertising", "contact"] as const;
export type Stoppable = (typeof stoppable)[number];

/** What the reader of a letter may stop; undefined: they have asked for it, and it comes whatever else is stopped. */
export const stoppableOf = (purpose: string): Stoppable | undefined =>
  purpose === "service" ? undefined : purpose === "advertising" ? "advertising" : "contact";

/** What a link was made for. */
export interface StoppedBy {
  client: string;
  touch: string;
  /** Offers, or whatever else we write without having been asked for it. */
  stops: Stoppable;
}

export interface StopLink {
  /** Where a person sees what stops and presses a button. */
  page: string;
  /** What a mail program sends one POST to (RFC 8058). */
  post: string;
}

export interface StopLinks {
  of(letter: StoppedBy): StopLink;
}

/** `address` is where people reach the program; `secret` the program's own. */
export const stopLinks = (address: string, secret: string): StopLinks => ({
  of(letter) {
    const token = tokenOf(letter, secret);
    return { page: `${address}/stop/${token}`, post: `${address}/api/v1/stops/${token}` };
  },
});

const idBytes = 16;
const saidBytes = 2 * idBytes + 1;
const signatureBytes = 16;

export function tokenOf({ client, touch, stops }: StoppedBy, secret: string): string {
  const said = Buffer.concat([bytesOf(client), bytesOf(touch), Buffer.of(stoppable.indexOf(stops))]);
  return Buffer.concat([said, signatureOf(said, secret)]).toString("base64url");
}

/** Undefined: nobody was sent such a link. */
export function readToken(token: string, secret: string): StoppedBy | undefined {
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length !== saidBytes + signatureBytes) return undefined;
  const said = bytes.subarray(0, saidBytes);
  const stops = stoppable[said[saidBytes - 1] ?? -1];
  if (!stops || !timingSafeEqual(bytes.subarray(saidBytes), signatureOf(said, secret))) return undefined;
  return { client: idIn(said.subarray(0, idBytes)), touch: idIn(said.subarray(idBytes, 2 * idBytes)), stops };
}

const signatureOf = (said: Buffer, secret: string): Buffer =>
  createHmac("sha256", secret).update("stop link ").update(said).digest().subarray(0, signatureBytes);

const bytesOf = (id: string): Buffer => Buffer.from(id.replaceAll("-", ""), "hex");
const idIn = (bytes: Buffer): string =>
  bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
