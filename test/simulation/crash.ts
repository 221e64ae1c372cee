/** A process that dies between any two statements: what it had not committed is gone, what comes after never happens. */
import type { KyselyPlugin } from "kysely";
import type { Connection } from "../../src/database/sql.ts";

export class Crash extends Error {
  override name = "Crash";
}

export interface Mortal {
  db: Connection;
  /** The statement after so many more does not run, nor does anything after it in that unit of work. */
  dieAfter(statements: number): void;
  /** Says whether death was still ahead. */
  live(): boolean;
}

export function mortal(db: Connection): Mortal {
  let left: number | undefined;
  let dead = false;
  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      if (dead) throw new Crash("dead");
      if (left !== undefined && left-- === 0) {
        dead = true;
        throw new Crash("killed between two statements");
      }
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  return {
    db: db.withPlugin(plugin),
    dieAfter(statements) {
      left = statements;
    },
    live() {
      const ahead = left !== undefined && !dead;
      left = undefined;
      dead = false;
      return ahead;
    },
  };
}
