/** What the line of time tells about its entries, a statement for each kind on the page. */
import type { RawBuilder } from "kysely";
import { planOnce } from "../../database/prepared.ts";
import { anyOf, columnsOfAnyLength, sql, type Connection } from "../../database/sql.ts";
import type { Purpose } from "../../chains/chain.ts";
import type { Facts } from "../../planning/occasion.ts";
import { spelledVerdicts } from "../../planning/store/kept-facts.ts";
import type { Verdict } from "../../planning/verdict.ts";
import type {
  ConsentEntry,
  DealingEntry,
  EventEntry,
  PlannedTripEntry,
  PostingEntry,
  PresentationEntry,
  TouchEntry,
  WishEntry,
} from "../client-contract.ts";

/** Rows of one person, each under the record it belongs to. */
export type Wanted = readonly { record: string; id: string }[];

/**
 * `from touch join ${these} using (client_id, id)`: one look-up along the primary key for each row. Of two lists the server
 * would not know how long they are, and would read whatever else an index on one of them holds.
 */
export const these = (wanted: Wanted): RawBuilder<unknown> =>
  sql`${columnsOfAnyLength(
    wanted.map(({ record, id }) => ({ record, id })),
    { record: "uuid", id: "uuid" },
  )} as wanted (client_id, id)`;

export const recordsIn = (wanted: Wanted): string[] => [...new Set(wanted.map(({ record }) => record))];
export const idsIn = (wanted: Wanted): string[] => wanted.map(({ id }) => id);

export interface TouchEntryRow extends Pick<
  TouchEntry,
  "id" | "chain" | "step" | "channel" | "state" | "decidedBy"
> {
  movedAt: Temporal.Instant;
  occasionKind: string;
  occasionDate: Temporal.PlainDate;
  facts: Facts;
  purpose: Purpose;
  verdicts: Verdict[];
}

export async function loadTouchEntries(db: Connection, wanted: Wanted): Promise<TouchEntryRow[]> {
  const { rows } = await sql<TouchEntryRow>`${planOnce}
    select id, moved_at as "movedAt", chain, step, occasion_kind as "occasionKind", occasion_date as "occasionDate",
      facts, purpose, channel, state, decided_by as "decidedBy", ${spelledVerdicts} as verdicts
    from touch as o join ${these(wanted)} using (client_id, id)`.execute(db);
  return rows;
}

export type PresentationEntryRow = Pick<PresentationEntry, "id" | "card" | "office" | "bearer">;

export async function loadPresentationEntries(
  db: Connection,
  wanted: Wanted,
): Promise<PresentationEntryRow[]> {
  const { rows } = await sql<PresentationEntryRow>`${planOnce}
    select presentation.id, coalesce(card.number, '') as card, office.name as office, bearer
    from presentation join ${these(wanted)} using (client_id, id)
    left join card on card.client_id = presentation.client_id and card.id = presentation.card_id
    left join office on office.id = presentation.office_id`.execute(db);
  return rows;
}

export interface DealingEntryRow extends Pick<
  DealingEntry,
  "id" | "dealing" | "office" | "staffMember" | "destination" | "companions"
> {
  departsOn: Temporal.PlainDate | null;
  returnsOn: Temporal.PlainDate | null;
  price: bigint;
  discount: bigint;
  redeemed: bigint;
  paid: bigint;
  earned: bigint;
}

export async function loadDealingEntries(db: Connection, wanted: Wanted): Promise<DealingEntryRow[]> {
  const { rows } = await sql<DealingEntryRow>`${planOnce}
    select dealing.id, dealing.kind as dealing, office.name as office, staff.name as "staffMember", destination, companions,
      departs_on as "departsOn", returns_on as "returnsOn", price, discount, redeemed, paid,
      coalesce(earned.amount, 0)::bigint as earned
    from dealing join ${these(wanted)} using (client_id, id)
    left join office on office.id = dealing.office_id
    left join staff_member as staff on staff.id = dealing.staff_member_id
    left join (
      select posting.dealing_id, sum(posting.gained) as amount from posting
      where posting.client_id = ${anyOf(recordsIn(wanted), "uuid")} and posting.kind = 'earned'
        and posting.dealing_id = ${anyOf(idsIn(wanted), "uuid")}
      group by posting.dealing_id
    ) as earned on earned.dealing_id = dealing.id`.execute(db);
  return rows;
}

export interface PostingEntryRow extends Pick<PostingEntry, "id" | "posting" | "card"> {
  bookedAt: Temporal.Instant;
  amount: bigint;
}

/** The amount is what the card gained or lost, bonus and deposit together. */
export async function loadPostingEntries(db: Connection, wanted: Wanted): Promise<PostingEntryRow[]> {
  const { rows } = await sql<PostingEntryRow>`${planOnce}
    select posting.id, posting.kind as posting, coalesce(card.number, '') as card, booked_at as "bookedAt",
      posting.gained as amount
    from posting join ${these(wanted)} using (client_id, id)
    left join card on card.client_id = posting.client_id and card.id = posting.card_id`.execute(db);
  return rows;
}

export interface ConsentEntryRow extends Pick<ConsentEntry, "id" | "purpose" | "channel" | "given" | "how"> {
  at: Temporal.Instant;
}

export async function loadConsentEntries(db: Connection, wanted: Wanted): Promise<ConsentEntryRow[]> {
  const { rows } = await sql<ConsentEntryRow>`${planOnce}
    select id, at, purpose, channel, given, how from consent join ${these(wanted)} using (client_id, id)`.execute(
    db,
  );
  return rows;
}

export interface WishEntryRow extends Pick<WishEntry, "id" | "scope" | "channel" | "words" | "recordedBy"> {
  since: Temporal.Instant;
  until: Temporal.PlainDate | null;
  endedAt: Temporal.Instant | null;
}

export async function loadWishEntries(db: Connection, wanted: Wanted): Promise<WishEntryRow[]> {
  const { rows } = await sql<WishEntryRow>`${planOnce}
    select id, since, until, ended_at as "endedAt", scope, channel, words, recorded_by as "recordedBy"
    from do_not_disturb join ${these(wanted)} using (client_id, id)`.execute(db);
  return rows;
}

export interface PlannedTripEntryRow extends Pick<
  PlannedTripEntry,
  "id" | "precision" | "destination" | "state"
> {
  startsOn: Temporal.PlainDate;
}

export async function loadPlannedTripEntries(db: Connection, wanted: Wanted): Promise<PlannedTripEntryRow[]> {
  const { rows } = await sql<PlannedTripEntryRow>`${planOnce}
    select id, starts_on as "startsOn", precision, destination, state
    from planned_trip join ${these(wanted)} using (client_id, id)`.execute(db);
  return rows;
}

export interface EventEntryRow extends Pick<EventEntry, "id" | "name" | "facts"> {
  at: Temporal.Instant | null;
}

export async function loadEventEntries(db: Connection, wanted: Wanted): Promise<EventEntryRow[]> {
  const { rows } = await sql<EventEntryRow>`${planOnce}
    select id, happened_at as "at", name, facts from client_event join ${these(wanted)} using (client_id, id)`.execute(
    db,
  );
  return rows;
}
