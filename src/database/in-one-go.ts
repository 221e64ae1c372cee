/** Readings that do not wait for each other, sent to a server together instead of one after another. */
import {
  Kysely,
  PostgresDialect,
  type CompiledQuery,
  type DatabaseConnection,
  type QueryResult,
} from "kysely";
import pg from "pg";
import { Exchange, type Row, type Statement, type Value } from "./exchange.ts";
import { nameOf } from "./prepared.ts";
import type { Connection } from "./sql.ts";
import { valueParsers } from "./values.ts";

const pools = new WeakMap<Connection, pg.Pool>();

export const sendInOneGo = (db: Connection, pool: pg.Pool): void => void pools.set(db, pool);

/**
 * For `Promise.all` over readings: what is asked at the same time travels as one message. Readings only: they are one
 * transaction. The embedded engine, and an open transaction, are asked one by one as ever.
 */
export function inOneGo(db: Connection): Connection {
  const pool = pools.get(db);
  return pool ? new Gathered(pool) : db;
}

class Gathered extends Kysely<unknown> {
  readonly #executor;
  constructor(pool: pg.Pool) {
    super({ dialect: new PostgresDialect({ pool }) });
    const gathering = new Gathering(pool);
    this.#executor = super.getExecutor().withConnectionProvider({
      provideConnection: (consumer) => consumer(gathering),
    });
  }
  override getExecutor() {
    return this.#executor;
  }
}

interface Asked extends Omit<Statement, "name"> {
  resolve(result: QueryResult<unknown>): void;
  reject(error: unknown): void;
}

class Gathering implements DatabaseConnection {
  readonly #pool: pg.Pool;
  #asked: Asked[] = [];

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  executeQuery<Result>({ sql: text, parameters }: CompiledQuery): Promise<QueryResult<Result>> {
    return new Promise((resolve, reject) => {
      const asked = { text, values: parameters as Value[], reject };
      this.#asked.push({ ...asked, resolve: resolve as Asked["resolve"] });
      // After whatever else is about to ask.
      if (this.#asked.length === 1) process.nextTick(() => void this.#send());
    });
  }

  async #send(): Promise<void> {
    const asked = this.#asked;
    this.#asked = [];
    try {
      const answers = await this.#exchange(asked);
      asked.forEach(({ resolve }, at) => resolve({ rows: answers[at] ?? [] }));
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  }

  async #exchange(asked: readonly Asked[]): Promise<Row[][]> {
    const client = await this.#pool.connect();
    try {
      const statements = asked.map(({ text, values }) => ({ name: nameOf(text, client), text, values }));
      return await client.query(new Exchange(statements, parserOf)).answer;
    } finally {
      client.release();
    }
  }

  streamQuery(): AsyncIterableIterator<never> {
    throw new Error("what is read bit by bit is not read in one go");
  }
}

const parserOf = (type: number) => valueParsers[type] ?? pg.types.getTypeParser(type, "text");
