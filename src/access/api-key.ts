/** The text of an API key: shown once, kept as a hash. */
import { createHash, randomBytes } from "node:crypto";

const head = "povod_";
/** So much of a key is kept to recognise it by. */
const shownLength = head.length + 6;

export interface MadeKey {
  key: string;
  prefix: string;
  hash: string;
}

/** A secret that is part of an address. */
export function makeSecret(): { secret: string; hash: string } {
  const secret = randomBytes(32).toString("base64url");
  return { secret, hash: hashOfSecret(secret) };
}

export function makeKey(): MadeKey {
  const key = head + makeSecret().secret;
  return { key, prefix: key.slice(0, shownLength), hash: hashOfSecret(key) };
}

/** Of a secret with 256 bits of chance; a password needs a slow one. */
export const hashOfSecret = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** The key in `Authorization: Bearer povod_…`; undefined where the header says anything else. */
export const keyIn = (authorization: string | undefined): string | undefined =>
  /^Bearer (povod_[\w-]{20,100})$/.exec(authorization ?? "")?.[1];
