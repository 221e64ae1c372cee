/** Which entries a page of the line of time holds, over all kinds, before anything else is read about them. */
import type { RawBuilder } from "kysely";
import { planOnce } from "../../database/prepared.ts";
import { sql, type Connection } from "../../database/sql.ts";
import { fromCursor, keyPart, pageOf } from "../../kernel/cursor.ts";
import type { TimelineKind } from "../client-contract.ts";
import { kindRank, type TimelineKey } from "../timeline.ts";

const usualLimit = 50;

/**
 * Every branch reads one record's rows in their order from where the page begins and keeps no more than a page of them, so
 * the union sorts a few hundred rows at most. Plans: touch_client_day, the indexes …_line, and for changes the primary key.
 * Consents, wishes, planned trips, cards, renewals, grace periods and imports of one client are few.
 */
export async function loadTimelineKeys(
  db: Connection,
  asked: {
    records: readonly string[];
    zone: string;
    kind: TimelineKind | undefined;
    cursor: string | undefined;
    limit?: number | undefined;
  },
): Promise<{ page: TimelineKey[]; next: string | null }> {
  const { limit = usualLimit } = asked;
  const after = fromCursor(asked.cursor, [keyPart.day, keyPart.number, keyPart.id]);
  const kinds = asked.kind === undefined ? (Object.keys(kindRank) as TimelineKind[]) : [asked.kind];
  const branches = kinds.flatMap((kind) =>
    asked.records.map(
      (record) => sql`(
      select ${kind}::text as kind, ${sql.raw(String(kindRank[kind]))} as rank, "on", id
      from (${sources[kind]({ record: sql`${record}::text::uuid`, zone: sql`${asked.zone}::text`, after })}) as source
      where ${beyond(kindRank[kind], after)}
      ${kind === "change" ? sql`order by id desc` : sql`order by "on" desc, id desc`} limit ${limit + 1})`,
    ),
  );
  const { rows } = await sql<TimelineKey>`${planOnce}
    select kind, "on", id from (${sql.join(branches, sql` union all `)}) as entry
    order by "on" desc, rank desc, id desc limit ${limit + 1}`.execute(db);
  return pageOf(rows, limit, (row) => [row.on.toString(), String(kindRank[row.kind]), row.id]);
}

interface Asked {
  record: RawBuilder<unknown>;
  zone: RawBuilder<unknown>;
  /** The key after which the page begins. */
  after: string[] | undefined;
}

const table = (name: string, day: string, only = sql`true`) => {
  const on = sql.ref(day);
  return ({ record }: Asked) => sql`
    select ${on} as "on", id from ${sql.table(name)} where client_id = ${record} and ${only}`;
};
const moments = (name: string, moment: string) => {
  const at = sql.ref(moment);
  return ({ record, zone }: Asked) => sql`
    select (${at} at time zone ${zone})::date as "on", id from ${sql.table(name)} where client_id = ${record}`;
};

/** The day and the id of each entry of a record. */
const sources: Record<TimelineKind, (asked: Asked) => RawBuilder<unknown>> = {
  touch: table("touch", "on_day"),
  presentation: table("presentation", "presented_on"),
  dealing: table("dealing", "happened_on"),
  // What a purchase earned and redeemed is told with the purchase.
  posting: table(
    "posting",
    "happened_on",
    sql`not (kind in ('earned', 'redeemed') and dealing_id is not null)`,
  ),
  consent: moments("consent", "at"),
  wish: moments("do_not_disturb", "since"),
  planned_trip: table("planned_trip", "recorded_on"),
  event: table("client_event", "happened_on"),
  card: ({ record }) => sql`
    select sold_on as "on", id from card where client_id = ${record}
    union all
    select since, md5(number)::uuid from card_number where client_id = ${record} and since is not null
      and not exists (select from card_renewal as renewal
        where renewal.client_id = ${record} and renewal.number = card_number.number)`,
  renewal: moments("card_renewal_move", "at"),
  grace: ({ record, zone }) => sql`
    select (given_at at time zone ${zone})::date as "on", id from (
      select given_at, id from card_grace where client_id = ${record}
      union
      select grace.given_at, grace.id from grace join card on card.client_id = ${record}
        and (grace.office_id is null or grace.office_id = card.sold_at_office_id)
        and card.sold_on <= (grace.given_at at time zone ${zone})::date
    ) as given`,
  import: ({ record, zone }) => sql`
    select (started_at at time zone ${zone})::date as "on", id from client_import
    where id in (select import_id from import_effect where client_id = ${record})`,
  // Ids follow each other as the changes did. Past the page's first day none is looked at: an id tells when it was made.
  change: ({ record, zone, after }) => sql`
    select (at at time zone ${zone})::date as "on", id from client_change
    where client_id = ${record} and field <> 'consent' and not (field = 'wish' and before is null)
      ${after ? sql`and id < first_id((${after[0]}::text::date + 2)::timestamp at time zone ${zone})` : sql``}`,
};

/** `(on, rank, id) < key`, with the rank known, so that an index on the day can be used. */
function beyond(rank: number, after: string[] | undefined): RawBuilder<unknown> {
  if (!after) return sql`true`;
  const on = sql`${after[0]}::text::date`;
  const other = Number(after[1]);
  if (rank < other) return sql`"on" <= ${on}`;
  if (rank > other) return sql`"on" < ${on}`;
  return sql`("on", id) < (${on}, ${after[2]}::text::uuid)`;
}
