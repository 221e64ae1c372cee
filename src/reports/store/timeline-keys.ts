/** Which entries a page of the line of time holds, over all kinds, before anything else is read about them. */
import type { RawBuilder } from "kysely";
import { sql, type Connection } from "../../database/sql.ts";
import { fromCursor, keyPart, pageOf } from "../../kernel/cursor.ts";
import type { TimelineKind } from "../client-contract.ts";
import { kindRank, type TimelineKey } from "../timeline.ts";

const limit = 50;

/**
 * Every branch reads one record's rows by the start of a primary key or of touch_client_day and keeps
 * no more than a page of them, so the union sorts a few hundred rows at most.
 */
export async function loadTimelineKeys(
  db: Connection,
  asked: {
    records: readonly string[];
    zone: string;
    kind: TimelineKind | undefined;
    cursor: string | undefined;
  },
): Promise<{ page: TimelineKey[]; next: string | null }> {
  const after = fromCursor(asked.cursor, [keyPart.day, keyPart.number, keyPart.id]);
  const kinds = asked.kind === undefined ? (Object.keys(kindRank) as TimelineKind[]) : [asked.kind];
  const branches = kinds.flatMap((kind) => {
    const { table, day, only } = sources(asked.zone)[kind];
    return asked.records.map(
      (record) => sql`(
      select ${kind}::text as kind, ${sql.raw(String(kindRank[kind]))} as rank, ${day} as "on", id
      from ${sql.table(table)}
      where client_id = ${record}::text::uuid ${only} ${beyond(day, kindRank[kind], after)}
      order by "on" desc, id desc limit ${limit + 1})`,
    );
  });
  const { rows } = await sql<TimelineKey>`
    select kind, "on", id from (${sql.join(branches, sql` union all `)}) as entry
    order by "on" desc, rank desc, id desc limit ${limit + 1}`.execute(db);
  return pageOf(rows, limit, (row) => [row.on.toString(), String(kindRank[row.kind]), row.id]);
}

interface Source {
  table: string;
  day: RawBuilder<unknown>;
  only: RawBuilder<unknown>;
}

function sources(zone: string): Record<TimelineKind, Source> {
  const all = sql``;
  return {
    touch: { table: "touch", day: sql`on_day`, only: all },
    presentation: { table: "presentation", day: sql`presented_on`, only: all },
    dealing: { table: "dealing", day: sql`happened_on`, only: all },
    // What a purchase earned and redeemed is told with the purchase.
    posting: {
      table: "posting",
      day: sql`happened_on`,
      only: sql`and not (kind in ('earned', 'redeemed') and dealing_id is not null)`,
    },
    consent: { table: "consent", day: sql`(at at time zone ${zone})::date`, only: all },
    wish: { table: "do_not_disturb", day: sql`(since at time zone ${zone})::date`, only: all },
    planned_trip: { table: "planned_trip", day: sql`recorded_on`, only: all },
    event: { table: "client_event", day: sql`happened_on`, only: all },
  };
}

/** `(on, rank, id) < key`, with the rank known, so that an index on the day can be used. */
function beyond(day: RawBuilder<unknown>, rank: number, after: string[] | undefined): RawBuilder<unknown> {
  if (!after) return sql``;
  const on = sql`${after[0]}::text::date`;
  const other = Number(after[1]);
  if (rank < other) return sql`and ${day} <= ${on}`;
  if (rank > other) return sql`and ${day} < ${on}`;
  return sql`and (${day}, id) < (${on}, ${after[2]}::text::uuid)`;
}
