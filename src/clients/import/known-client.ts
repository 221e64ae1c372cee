/** A client as an import sees one: what is known already, or was made by an earlier row of the same file. */
import type { WhoFacts } from "./facts.ts";

export interface KnownConsent {
  purpose: "contact" | "advertising" | "processing";
  channel: string;
  given: boolean;
  at: Temporal.Instant;
}

export interface KnownWish {
  id: string;
  scope: string;
  channel: string | null;
  words: string;
  inForce: boolean;
  since: Temporal.Instant;
  until: Temporal.PlainDate | null;
}

export interface KnownClient extends WhoFacts {
  id: string;
  /** Demanded that their data is no longer used: a file adds nothing. */
  stopped: boolean;
  /** Ids from outside of records that were merged into it. */
  mergedIds?: readonly string[];
  /** As keys: `phone:+79161234567`, `email:ivan@example.org`. */
  addresses: Set<string>;
  /** In the order of their moments. */
  consents: KnownConsent[];
  wishes: KnownWish[];
  /** The first line of the file that was about this client, if one was. */
  line: number | undefined;
}

/** By key of a row: who is known by it. */
export type Directory = ReadonlyMap<string, readonly KnownClient[]>;
