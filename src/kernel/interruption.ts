/** Long work looks here between two steps: SIGINT and SIGTERM end it as an expected refusal. */
import { DomainError } from "./errors.ts";

/** Throws DomainError `interrupted` once the signal is aborted. */
export function refuseIfInterrupted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new DomainError("interrupted", `stopped by ${String(signal.reason)}.`);
}
