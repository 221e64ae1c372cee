/**
 * A large plan is made in lanes: each judges a share of the people in a transaction of its own, all at the same time. A
 * person's records are in one share, so that everything but the calls' capacity is judged within it.
 */
import type { RawBuilder } from "kysely";
import { hasSeveralConnections } from "../../database/several-connections.ts";
import { sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import { allOf } from "../../kernel/all-of.ts";

/** One of `of` shares of all people, a power of two of them. */
export interface Share {
  number: number;
  of: number;
}

export interface Lane {
  trx: OpenTransaction;
  share: Share;
  /** Waits for all lanes, and tells each what every one of them brought. Throws where another lane has failed. */
  meet<Brought>(brought: Brought): Promise<Brought[]>;
}

/** As many as a small server has processors. */
const lanes = 2;
/** Of connections that several would wait for at once each could get one and wait for the other's. */
const busy = new WeakSet<Connection>();

/**
 * Each lane's work in a transaction of its own, committed by itself: if one waited for the other, a third transaction that
 * waits for both would make them wait for ever.
 * Undefined where the clients are few, the database has not the connections, or others are in lanes: nothing was done.
 */
export async function inLanes<Result>(
  db: Connection,
  { least, isolation }: { least?: number | undefined; isolation?: "repeatable read" },
  work: (lane: Lane) => Promise<Result>,
): Promise<Result[] | undefined> {
  if (!hasSeveralConnections(db) || busy.has(db)) return undefined;
  busy.add(db);
  try {
    const { rows } = await sql<{ many: boolean }>`select ${hasMany(least)} as many`.execute(db);
    if (!rows[0]?.many) return undefined;
    const meeting = meetingOf(lanes);
    const begin = () => (isolation ? db.transaction().setIsolationLevel(isolation) : db.transaction());
    return await allOf(
      Array.from({ length: lanes }, (_, number) =>
        begin()
          .execute((trx) => work({ trx, share: { number, of: lanes }, meet: meeting.meet }))
          .catch((error: unknown) => {
            meeting.fail(error);
            throw error;
          }),
      ),
    );
  } finally {
    busy.delete(db);
  }
}

/** For fewer clients a second lane's statements cost more than they save, and so does a table of candidates. */
const manyClients = 20_000;
/** Counting them would take longer, and a server's own count may be of long ago. */
const bytesOfClient = 175;

/** Whether there are so many clients, by the size of their table. */
export const hasMany = (least = manyClients): RawBuilder<unknown> =>
  sql`pg_relation_size('client') >= ${sql.lit(least * bytesOfClient)}`;

/** Where `size` lanes wait for each other, as often as they like. */
function meetingOf(size: number): { meet: Lane["meet"]; fail(error: unknown): void } {
  let failed: { error: unknown } | undefined;
  let table = laid();
  return {
    meet: async <Brought>(mine: Brought) => {
      if (failed) throw failed.error;
      const { brought, full } = table;
      brought.push(mine);
      if (brought.length === size) {
        full.resolve(brought);
        table = laid();
      }
      return full.promise as Promise<Brought[]>;
    },
    fail(error) {
      failed ??= { error };
      table.full.reject(error);
    },
  };
}

function laid() {
  const full = Promise.withResolvers<unknown[]>();
  // It may fail while nobody waits.
  full.promise.catch(() => undefined);
  return { brought: [] as unknown[], full };
}

/** The person is of the share. */
export const isOfShare = (person: RawBuilder<unknown>, share: Share | undefined): RawBuilder<unknown> =>
  share ? sql`uuid_hash(${person}) & ${sql.lit(share.of - 1)} = ${sql.lit(share.number)}` : sql`true`;

/** `and …`: the person whose record `client` names is. */
export function ofShare(client: RawBuilder<unknown>, share: Share | undefined): RawBuilder<unknown> {
  if (!share) return sql``;
  const person = sql`coalesce((select person_id from same_person as sharer where sharer.client_id = ${client}), ${client})`;
  return sql`and ${isOfShare(person, share)}`;
}
