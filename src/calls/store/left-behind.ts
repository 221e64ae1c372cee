/** What conversations leave behind: refusals, reviews of trips, complaints. */
import { sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import { fromCursor, keyPart, pageOf } from "../../kernel/cursor.ts";
import type { Outcome } from "../contract.ts";

const moment = (at: Temporal.Instant) => sql`${at.toString()}::text::timestamptz`;

export async function insertRefusal(
  trx: OpenTransaction,
  refusal: { client: string; id: string; chain: string; on: Temporal.PlainDate; words: string },
): Promise<void> {
  await sql`
    insert into refusal (client_id, id, chain, refused_on, words)
    values (${refusal.client}::text::uuid, ${refusal.id}::text::uuid, ${refusal.chain},
      ${refusal.on.toString()}::text::date, ${refusal.words})`.execute(trx);
}

export async function insertReview(
  trx: OpenTransaction,
  review: NonNullable<Outcome["review"]> & {
    client: string;
    id: string;
    dealing: string | null;
    touch: string;
    on: Temporal.PlainDate;
    words: string;
  },
): Promise<void> {
  await sql`
    insert into trip_review
      (client_id, id, dealing_id, touch_id, reviewed_on, verdict, score, liked, disliked, words)
    values (${review.client}::text::uuid, ${review.id}::text::uuid, ${review.dealing}::text::uuid,
      ${review.touch}::text::uuid, ${review.on.toString()}::text::date, ${review.verdict}, ${review.score ?? null}::int,
      ${JSON.stringify(review.liked ?? [])}::text::jsonb, ${JSON.stringify(review.disliked ?? [])}::text::jsonb,
      ${review.words})`.execute(trx);
}

export interface NewComplaintRow {
  client: string;
  id: string;
  office: string | null;
  touch: string | null;
  words: string;
  at: Temporal.Instant;
  by: string;
}

export async function insertComplaint(trx: OpenTransaction, row: NewComplaintRow): Promise<void> {
  await sql`
    insert into complaint (client_id, id, office_id, touch_id, words, opened_at, opened_by)
    values (${row.client}::text::uuid, ${row.id}::text::uuid, ${row.office}::text::uuid, ${row.touch}::text::uuid,
      ${row.words}, ${moment(row.at)}, ${row.by})`.execute(trx);
}

export interface ComplaintRow {
  id: string;
  client: string;
  familyName: string;
  givenName: string;
  patronymic: string;
  officeId: string | null;
  officeName: string | null;
  touch: string | null;
  words: string;
  openedAt: Temporal.Instant;
  openedBy: string;
  closedAt: Temporal.Instant | null;
  closedBy: string | null;
  closingWords: string | null;
}

const shown = sql`complaint.id, complaint.client_id as client, client.family_name as "familyName",
  client.given_name as "givenName", client.patronymic, office.id as "officeId", office.name as "officeName",
  complaint.touch_id as touch, complaint.words, complaint.opened_at as "openedAt", complaint.opened_by as "openedBy",
  complaint.closed_at as "closedAt", complaint.closed_by as "closedBy", complaint.closing_words as "closingWords"`;
const joined = sql`complaint join client on client.id = complaint.client_id
  left join office on office.id = complaint.office_id`;

const limit = 50;

/** Open ones the oldest first, closed ones the newest first. Served by complaint_list and complaint_client. */
export async function loadComplaints(
  db: Connection,
  asked: { state: "open" | "closed"; office: string | undefined; cursor: string | undefined },
): Promise<{ page: ComplaintRow[]; next: string | null }> {
  const [after] = fromCursor(asked.cursor, [keyPart.id]) ?? [];
  const open = asked.state === "open";
  const { rows } = await sql<ComplaintRow>`
    select ${shown} from ${joined}
    where complaint.closed_at is ${open ? sql`null` : sql`not null`}
      ${asked.office === undefined ? sql`` : sql`and complaint.office_id = ${asked.office}::text::uuid`}
      ${after === undefined ? sql`` : sql`and complaint.id ${open ? sql`>` : sql`<`} ${after}::text::uuid`}
    order by complaint.id ${open ? sql`asc` : sql`desc`} limit ${limit + 1}`.execute(db);
  return pageOf(rows, limit, (row) => [row.id]);
}

export async function findComplaint(db: Connection, id: string): Promise<ComplaintRow | undefined> {
  const { rows } = await sql<ComplaintRow>`
    select ${shown} from ${joined} where complaint.id = ${id}::text::uuid`.execute(db);
  return rows[0];
}

/** False: it was closed already. */
export async function closeComplaintRow(
  trx: OpenTransaction,
  complaint: { client: string; id: string; at: Temporal.Instant; by: string; words: string },
): Promise<boolean> {
  const { rows } = await sql`
    update complaint set closed_at = ${moment(complaint.at)}, closed_by = ${complaint.by},
      closing_words = ${complaint.words}
    where client_id = ${complaint.client}::text::uuid and id = ${complaint.id}::text::uuid and closed_at is null
    returning 1`.execute(trx);
  return rows.length > 0;
}
