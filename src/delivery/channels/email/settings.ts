/** What the e-mail channel is told: where the server is and who writes. */
import type { Configuration } from "../../../kernel/configuration.ts";

export interface EmailSettings {
  /** `smtp://user:password@host:port`, or smtps. */
  url: string;
  /** `Name <address>` or an address. */
  from: string;
  /** Connections held open at once, which is also how many letters are under way at once. */
  connections: number;
}

/** Undefined where no server is named: then no letter is claimed and every one stays planned. */
export function emailSettings(
  configuration: Pick<Configuration, "smtpUrl" | "mailFrom">,
): EmailSettings | undefined {
  return configuration.smtpUrl === undefined
    ? undefined
    : { url: configuration.smtpUrl, from: configuration.mailFrom, connections: 8 };
}

/** The address in `Name <address>`. */
function addressIn(from: string): string {
  return /<([^<>]+)>\s*$/.exec(from)?.[1]?.trim() ?? from.trim();
}

/** The part after @ that our Message-IDs end with. */
export function mailDomain(from: string): string {
  return addressIn(from).split("@")[1] || "localhost";
}
