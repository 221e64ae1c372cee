/** Which entries a page of the line of time holds, over all kinds, before anything else is read about them. */
import type { RawBuilder } from "kysely";
import { recordsOf } from "../../clients/store/merged.ts";
import { planOnce } from "../../database/prepared.ts";
import { fixed, sql, type Connection } from "../../database/sql.ts";
import { fromCursor, keyPart, pageOf } from "../../kernel/cursor.ts";
import type { TimelineKind } from "../client-contract.ts";
import { statementId } from "./timeline-records.ts";
import { kindRank, type TimelineKey } from "../timeline.ts";

const usualLimit = 50;

/**
 * Every branch reads each record's rows in their order from where the page begins and keeps no more than a page of them, so
 * the union sorts a few hundred rows at most. Plans: touch_client_day, the indexes …_line, and for changes the primary key.
 * Consents, wishes, planned trips, cards, renewals, grace periods, statements and imports of one client are few.
 */
export async function loadTimelineKeys(
  db: Connection,
  asked: {
    client: string;
    kind?: TimelineKind | undefined;
    cursor?: string | undefined;
    limit?: number | undefined;
  },
): Promise<{ page: TimelineKey[]; next: string | null }> {
  const { limit = usualLimit } = asked;
  const after = fromCursor(asked.cursor, [keyPart.day, keyPart.number, keyPart.id]);
  const kinds = asked.kind === undefined ? (Object.keys(kindRank) as TimelineKind[]) : [asked.kind];
  const branches = kinds.map((kind) => {
    const entries = after === undefined ? firstEntries[kind] : entriesAfter(kind, after);
    return sql`
      select ${sql.lit(kind)} as kind, ${sql.lit(kindRank[kind])} as rank, record.id as record, entry."on", entry.id
      from record cross join lateral (${entries} limit ${limit + 1}) as entry`;
  });
  const { rows } = await sql<TimelineKey>`${planOnce}
    with asked as (select ${asked.client}::text::uuid as id),
    record as materialized (select record.id from asked cross join lateral ${recordsOf("asked.id")} as record),
    clock as (
      select coalesce(client.zone, client.phone_zone, office.zone, business.zone) as zone
      from asked join client on client.id = asked.id cross join business
      left join office on office.id = client.home_office_id
    )
    select kind, record, "on", id from (${sql.join(branches, sql` union all `)}) as entry
    order by "on" desc, rank desc, id desc limit ${limit + 1}`.execute(db);
  return pageOf(rows, limit, (row) => [row.on.toString(), String(kindRank[row.kind]), row.id]);
}

/** The key after which the page begins. */
type After = string[] | undefined;

const zone = sql`(select zone from clock)`;
const table = (name: string, day: string, only = sql`true`) => {
  const on = sql.ref(day);
  return () => sql`
    select ${on} as "on", id from ${sql.table(name)} where client_id = record.id and ${only}`;
};
const moments = (name: string, moment: string) => {
  const at = sql.ref(moment);
  return () => sql`
    select (${at} at time zone ${zone})::date as "on", id from ${sql.table(name)} where client_id = record.id`;
};

/** The day and the id of each entry of the record. */
const sources: Record<TimelineKind, (after: After) => RawBuilder<unknown>> = {
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
  card: () => sql`
    select sold_on as "on", id from card where client_id = record.id
    union all
    select since, md5(number)::uuid from card_number where client_id = record.id and since is not null
      and not exists (select from card_renewal as renewal
        where renewal.client_id = record.id and renewal.number = card_number.number)`,
  renewal: moments("card_renewal_move", "at"),
  grace: () => sql`
    select (given_at at time zone ${zone})::date as "on", id from (
      select given_at, id from card_grace where client_id = record.id
      union
      select grace.given_at, grace.id from grace join card on card.client_id = record.id
        and (grace.office_id is null or grace.office_id = card.sold_at_office_id)
        and card.sold_on <= (grace.given_at at time zone ${zone})::date
    ) as given`,
  statement: () => sql`
    select (at at time zone ${zone})::date as "on", ${statementId} as id from statement_handed_out as handed
    where client_id = record.id`,
  import: () => sql`
    select (started_at at time zone ${zone})::date as "on", id from client_import
    where id in (select import_id from import_effect where client_id = record.id)`,
  // Ids follow each other as the changes did. Past the page's first day none is looked at: an id tells when it was made.
  change: (after) => sql`
    select (at at time zone ${zone})::date as "on", id from client_change
    where client_id = record.id and field <> 'consent' and not (field = 'wish' and before is null)
      ${after ? sql`and id < first_id((${after[0]}::text::date + 2)::timestamp at time zone ${zone})` : sql``}`,
};

/** The entries of a kind that the record has, in the order of the line. */
const entriesAfter = (kind: TimelineKind, after: After) => sql`
  select "on", id from (${sources[kind](after)}) as source where ${beyond(kindRank[kind], after)}
  ${kind === "change" ? sql`order by id desc` : sql`order by "on" desc, id desc`}`;

const firstEntries = Object.fromEntries(
  Object.keys(sources).map((kind) => [kind, fixed(entriesAfter(kind as TimelineKind, undefined))]),
) as Record<TimelineKind, RawBuilder<unknown>>;

/** `(on, rank, id) < key`, with the rank known, so that an index on the day can be used. */
function beyond(rank: number, after: After): RawBuilder<unknown> {
  if (!after) return sql`true`;
  const on = sql`${after[0]}::text::date`;
  const other = Number(after[1]);
  if (rank < other) return sql`"on" <= ${on}`;
  if (rank > other) return sql`"on" < ${on}`;
  return sql`("on", id) < (${on}, ${after[2]}::text::uuid)`;
}
