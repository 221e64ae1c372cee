/** Kysely's PGlite dialect over one connection, which Kysely itself would hand to two transactions at once. */
import type { PGlite } from "@electric-sql/pglite";
import { PGliteDialect, PGliteDriver, type DatabaseConnection, type Driver } from "kysely";

/** Gives the one connection to one user at a time, in order of asking. */
class OneAtATimeDriver extends PGliteDriver {
  #tail: Promise<void> = Promise.resolve();
  #release: (() => void) | undefined;

  override async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#tail;
    let release: () => void = () => undefined;
    this.#tail = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    this.#release = release;
    return super.acquireConnection();
  }

  override async releaseConnection(): Promise<void> {
    await super.releaseConnection();
    this.#release?.();
  }
}

export class OneAtATimePgliteDialect extends PGliteDialect {
  readonly #pglite: PGlite;
  constructor(pglite: PGlite) {
    super({ pglite });
    this.#pglite = pglite;
  }
  override createDriver(): Driver {
    return new OneAtATimeDriver({ pglite: this.#pglite });
  }
}
