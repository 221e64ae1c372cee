/**
 * A PostgreSQL that cannot write its log ends itself (PANIC) and mends the rest when it starts again. The embedded one has no
 * process of its own to end: it answers so, and what it is asked next never comes back and keeps the whole program. So it
 * is asked nothing more.
 */
import type { PGlite } from "@electric-sql/pglite";
import { DomainError } from "../kernel/errors.ts";

export interface EngineState {
  hasFailed(): boolean;
  /** Rejects when the engine has failed; never ends otherwise. */
  failed: Promise<never>;
}

interface EngineError {
  severity?: string;
  code?: string;
  message?: string;
}

export function askNothingOfFailed(pglite: PGlite, folder: string | undefined): EngineState {
  let failure: DomainError | undefined;
  const { promise: failed, reject } = Promise.withResolvers<never>();
  failed.catch(() => undefined);
  const heard = (cause: unknown): never => {
    const { severity, message } = cause as EngineError;
    if (severity !== "PANIC") throw cause;
    failure = new DomainError(
      "database_failed",
      `The database in ${folder ?? "memory"} has stopped: ${message ?? "no reason given"}. ` +
        "What was answered as done is kept. See that there is room on the disk and start the program again.",
      { cause },
    );
    reject(failure);
    throw failure;
  };
  const { execProtocol, execProtocolStream, execProtocolRawSync } = pglite;
  pglite.execProtocol = (...asked) => execProtocol.apply(pglite, asked).catch(heard);
  pglite.execProtocolStream = (...asked) => execProtocolStream.apply(pglite, asked).catch(heard);
  pglite.execProtocolRawSync = (message) => {
    if (failure) throw failure;
    return execProtocolRawSync.call(pglite, message);
  };
  return { hasFailed: () => failure !== undefined, failed };
}

const noRoomCode = "53100";

/** Where a statement found no room on the disk, what to tell of it. Either engine goes on working. */
export function refusalOfFullDisk(error: unknown): DomainError | undefined {
  if (!(error instanceof Error) || (error as EngineError).code !== noRoomCode) return undefined;
  return new DomainError(
    "database_failed",
    `The database has no room: ${error.message}. Nothing of this was done; make room on the disk and try again.`,
    { cause: error },
  );
}
