/** How a message is signed: Standard Webhooks, symmetric (v1). */
import { createHmac, randomBytes } from "node:crypto";

const prefix = "whsec_";

export const newSecret = (): string => prefix + randomBytes(32).toString("base64");

export interface Signed {
  id: string;
  /** Of the attempt. */
  at: Temporal.Instant;
  body: string;
}

/** The headers of the message, with a signature for each secret. */
export function signedHeaders({ id, at, body }: Signed, secrets: readonly string[]): Record<string, string> {
  const seconds = Math.floor(at.epochMilliseconds / 1000);
  const sign = (secret: string): string =>
    createHmac("sha256", Buffer.from(secret.slice(prefix.length), "base64"))
      .update(`${id}.${seconds}.${body}`)
      .digest("base64");
  return {
    "webhook-id": id,
    "webhook-timestamp": String(seconds),
    "webhook-signature": secrets.map((secret) => `v1,${sign(secret)}`).join(" "),
  };
}
