/** What the e-mail channel is told: where the server is and who writes. */
import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Configuration } from "../../../kernel/configuration.ts";
import { DomainError } from "../../../kernel/errors.ts";

export interface EmailSettings {
  /** `smtp://user:password@host:port`, or smtps. */
  url: string;
  /** `Name <address>` or an address. */
  from: string;
  /** Connections held open at once, which is also how many letters are under way at once. */
  connections: number;
  /** By which a receiver sees that a letter is ours (DKIM); undefined: the mail server signs, or nobody. */
  signature?: Signature | undefined;
}

export interface Signature {
  domainName: string;
  keySelector: string;
  /** PEM. */
  privateKey: string;
}

/** Undefined where no server is named: then no letter is claimed and every one stays planned. */
export function emailSettings(
  configuration: Pick<Configuration, "smtpUrl" | "mailFrom"> & Partial<Pick<Configuration, "dkim">>,
): EmailSettings | undefined {
  const { smtpUrl: url, mailFrom: from, dkim } = configuration;
  if (url === undefined) return undefined;
  return { url, from, connections: 8, signature: dkim && signatureOf(dkim, from) };
}

/** Throws `bad_configuration`. */
function signatureOf({ selector, keyFile }: NonNullable<Configuration["dkim"]>, from: string): Signature {
  try {
    const privateKey = readFileSync(keyFile, "utf8");
    createPrivateKey(privateKey);
    return { domainName: mailDomain(from), keySelector: selector, privateKey };
  } catch (error) {
    throw new DomainError(
      "bad_configuration",
      `POVOD_DKIM_KEY_FILE: expected a file with a private key in PEM, got ${keyFile} (${(error as Error).message}).`,
      { place: { field: "POVOD_DKIM_KEY_FILE" }, cause: error },
    );
  }
}

/** The address in `Name <address>`. */
function addressIn(from: string): string {
  return /<([^<>]+)>\s*$/.exec(from)?.[1]?.trim() ?? from.trim();
}

/** The part after @ that our Message-IDs end with. */
export function mailDomain(from: string): string {
  return addressIn(from).split("@")[1] || "localhost";
}
