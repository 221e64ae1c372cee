/** What reading, writing and taking back an import are given. */
import type { Connection } from "../../database/sql.ts";
import type { Clock } from "../../kernel/clock.ts";

export interface ImportWork {
  db: Connection;
  clock: Clock;
  signal?: AbortSignal | undefined;
  /** `total` is undefined where nobody knows it. */
  onProgress?: ((what: "reading" | "reviewing", done: number, total: number | undefined) => void) | undefined;
}
