/**
 * Several statements as one message to a server and one answer: it is woken once for all of them. They are one
 * transaction; where one fails, all have failed. The driver itself sends a statement and waits for it.
 */
import type pg from "pg";

export interface Statement {
  /** Of one that the server plans once per connection. */
  name: string | undefined;
  text: string;
  values: readonly Value[];
}

/** What is more than a word is passed as text and cast by the server. */
export type Value = string | number | bigint | boolean | null | undefined;

export type Row = Record<string, unknown>;
export type ParserOf = (type: number) => (text: string) => unknown;

interface Column {
  name: string;
  parse: (text: string) => unknown;
}

/** The part of the driver's connection that an exchange speaks to. */
interface Wire {
  stream: { cork(): void; uncork(): void };
  /** By name, kept by the driver. */
  parsedStatements: Record<string, string | undefined>;
  parse(statement: { name: string; text: string }): void;
  bind(values: {
    statement: string;
    values: readonly Value[];
    valueMapper(value: Value): string | null;
  }): void;
  describe(what: { type: "P"; name: "" }): void;
  execute(what: { portal: ""; rows: 0 }): void;
  sync(): void;
}

/** What a named statement answers with does not change, so each connection tells it once. */
const columnsOf = new WeakMap<Wire, Map<string, Column[]>>();

/** Given to the driver's `query`, which calls all but `answer`. */
export class Exchange implements pg.Submittable {
  readonly #statements: readonly Statement[];
  readonly #parserOf: ParserOf;
  readonly #answers: Row[][] = [];
  readonly #done = Promise.withResolvers<Row[][]>();
  #known = new Map<string, Column[]>();
  #columns: Column[] = [];
  #trouble: Error | undefined;

  constructor(statements: readonly Statement[], parserOf: ParserOf) {
    this.#statements = statements;
    this.#parserOf = parserOf;
  }

  /** The rows of each statement. */
  get answer(): Promise<Row[][]> {
    return this.#done.promise;
  }

  /** With `text`: of the statement that is being answered, for the driver's list of what a connection has parsed. */
  get name(): string {
    return this.#answered?.name ?? "";
  }
  get text(): string {
    return this.#answered?.text ?? "";
  }

  get #answered(): Statement | undefined {
    return this.#statements[this.#answers.length];
  }

  submit(connection: pg.Connection): void {
    const wire = connection as unknown as Wire;
    this.#known = columnsOf.get(wire) ?? new Map<string, Column[]>();
    columnsOf.set(wire, this.#known);
    const parsed = new Set<string>();
    wire.stream.cork();
    for (const { name = "", text, values } of this.#statements) {
      if (name === "" || (wire.parsedStatements[name] === undefined && !parsed.has(name)))
        wire.parse({ name, text });
      parsed.add(name);
      wire.bind({ statement: name, values, valueMapper: toText });
      if (!this.#known.has(name)) wire.describe({ type: "P", name: "" });
      wire.execute({ portal: "", rows: 0 });
    }
    wire.sync();
    wire.stream.uncork();
    this.#begin();
  }

  handleRowDescription({ fields }: { fields: { name: string; dataTypeID: number }[] }): void {
    this.#columns = fields.map(({ name, dataTypeID }) => ({ name, parse: this.#parserOf(dataTypeID) }));
    if (this.name !== "") this.#known.set(this.name, this.#columns);
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    const row: Row = {};
    try {
      for (let i = 0; i < fields.length; i++) {
        const { name, parse } = this.#columns[i] as Column;
        const field = fields[i];
        row[name] = field === null || field === undefined ? null : parse(field);
      }
    } catch (error) {
      this.#trouble ??= error as Error;
    }
    this.#rows.push(row);
  }

  handleCommandComplete(): void {
    this.#answers.push(this.#rows);
    this.#begin();
  }

  handleError(error: Error): void {
    this.#done.reject(error);
  }

  handleReadyForQuery(): void {
    if (this.#trouble) this.#done.reject(this.#trouble);
    else this.#done.resolve(this.#answers);
  }

  #rows: Row[] = [];
  #begin(): void {
    this.#rows = [];
    this.#columns = this.#known.get(this.name) ?? [];
  }
}

const toText = (value: Value): string | null =>
  value === null || value === undefined ? null : String(value);
