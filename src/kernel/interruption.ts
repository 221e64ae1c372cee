/** Long work looks here between two steps: SIGINT and SIGTERM end it as an expected refusal. */
import { setImmediate } from "node:timers/promises";
import { DomainError } from "./errors.ts";

/** Throws DomainError `interrupted` once the signal is aborted. */
export function refuseIfInterrupted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new DomainError("interrupted", `stopped by ${String(signal.reason)}.`);
}

/**
 * The same, once what came in meanwhile has been heard: between two statements the embedded engine gives the event loop no
 * turn, so that nobody would learn that whoever asked has gone.
 */
export async function refuseIfInterruptedMeanwhile(signal: AbortSignal | undefined): Promise<void> {
  await setImmediate();
  refuseIfInterrupted(signal);
}
