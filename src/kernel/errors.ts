/**
 * Expected refusals. The list is closed: a new code is added here, in refusal-words.ts beside it and nowhere else.
 * A bug is an assert; a provider's failure is a ChannelError.
 */
export const refusalCodes = [
  "bad_configuration",
  "bad_input",
  "bad_file",
  "chain_invalid",
  "data_folder_in_use",
  "database_unreachable",
  "database_failed",
  "database_newer",
  "not_found",
  "not_loopback",
  "ledger_broken",
  "idempotency_conflict",
  "insufficient_bonus",
  "insufficient_deposit",
  "card_blocked",
  "card_expired",
  "card_replaced",
  "card_waiting",
  "number_taken",
  "external_id_taken",
  "client_merged",
  "changed_meanwhile",
  "range_overlaps",
  "range_used_up",
  "processing_stopped",
  "out_of_stock",
  "not_dialled",
  "wrong_state",
  "not_allowed",
  "email_taken",
  "unauthenticated",
  "forbidden",
  "interrupted",
  "port_in_use",
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

/** Where in the input the trouble is, so that a person can go there. Lines and columns count from 1. */
export interface Place {
  file?: string;
  line?: number;
  column?: string;
  field?: string;
  /** The client that answers for a merged record. */
  survivor?: string;
}

/** An expected refusal: `message` is one sentence with the place and what was expected, in English. */
export class DomainError extends Error {
  override name = "DomainError";
  readonly code: RefusalCode;
  readonly place: Place;
  constructor(code: RefusalCode, message: string, options: { place?: Place; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.place = options.place ?? {};
  }
}

/** A provider's failure. `permanent` says that trying again cannot help. */
export class ChannelError extends Error {
  override name = "ChannelError";
  readonly permanent: boolean;
  readonly retryAfterMs: number | undefined;
  constructor(message: string, options: { permanent: boolean; retryAfterMs?: number; cause?: unknown }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.permanent = options.permanent;
    this.retryAfterMs = options.retryAfterMs;
  }
}
