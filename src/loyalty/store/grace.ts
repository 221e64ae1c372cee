/** Grace periods in the database: given once, never changed. */
import { sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import { fromPlainDate } from "../../kernel/calendar.ts";
import type { Prolongation } from "../booking.ts";
import { askedCards } from "./asked-cards.ts";

export interface GivenProlongation extends Prolongation {
  reason: string;
}

interface ProlongationRow {
  card_id: string;
  given_on: Temporal.PlainDate;
  through: Temporal.PlainDate;
  reason: string;
}

/** By card; a card without one is not in it. */
export async function prolongations(
  db: Connection,
  cards: readonly { clientId: string; cardId: string }[],
): Promise<Map<string, GivenProlongation[]>> {
  const { mark, asked } = askedCards(cards);
  const { rows } = await sql<ProlongationRow>`${mark}
    select card_id, given_on, through, reason
    from ${asked}
    join prolongation using (client_id, card_id)`.execute(db);
  const found = new Map<string, GivenProlongation[]>();
  for (const row of rows) found.set(row.card_id, [...(found.get(row.card_id) ?? []), toProlongation(row)]);
  return found;
}

/**
 * What is for a card that the office (undefined: none) sells in this transaction. Until it ends no other grace period
 * is given, which would miss the card.
 */
export async function prolongationsOfNewCard(
  trx: OpenTransaction,
  officeId: string | undefined,
): Promise<GivenProlongation[]> {
  await sql`lock table grace in share mode`.execute(trx);
  const { rows } = await sql<Omit<ProlongationRow, "card_id">>`
    select through, reason, (given_at at time zone coalesce(office.zone, business.zone))::date as given_on
    from grace cross join business left join office on office.id = ${officeId ?? null}::uuid
    where grace.office_id is null or grace.office_id = office.id`.execute(trx);
  return rows.map(toProlongation);
}

const toProlongation = ({
  given_on,
  through,
  reason,
}: Omit<ProlongationRow, "card_id">): GivenProlongation => ({
  on: fromPlainDate(given_on),
  through: fromPlainDate(through),
  reason,
});

export interface CardGrace {
  clientId: string;
  cardId: string;
  id: string;
  /** As YYYY-MM-DD. */
  through: string;
  reason: string;
  staffMemberId: string;
  givenAt: Temporal.Instant;
}

export async function insertCardGrace(trx: OpenTransaction, grace: CardGrace): Promise<void> {
  await sql`
    insert into card_grace (client_id, id, card_id, through, reason, staff_member_id, given_at)
    values (${grace.clientId}, ${grace.id}, ${grace.cardId}, ${grace.through}::text::date, ${grace.reason},
      ${grace.staffMemberId}::uuid, ${grace.givenAt.toString()}::text::timestamptz)`.execute(trx);
}

/** For an office's cards, or for every card. */
export interface Grace {
  id: string;
  officeId: string | null;
  through: Temporal.PlainDate;
  reason: string;
  staffMemberId: string;
  givenAt: Temporal.Instant;
  inputHash: string;
  /** How many cards it moved; null while it is still being applied. */
  cards: number | null;
}

const selectGraces = sql`
  select grace.id, office_id as "officeId", through, reason, staff_member_id as "staffMemberId",
    given_at as "givenAt", input_hash as "inputHash", cards
  from grace left join grace_applied using (id)`;

/** The newest first. */
export async function loadGraces(db: Connection): Promise<Grace[]> {
  const { rows } = await sql<Grace>`${selectGraces} order by given_at desc, id limit 500`.execute(db);
  return rows;
}

export async function gracesToApply(db: Connection, before: Temporal.Instant): Promise<Grace[]> {
  const { rows } = await sql<Grace>`
    ${selectGraces} where cards is null and given_at < ${before.toString()}::text::timestamptz
    order by given_at`.execute(db);
  return rows;
}

/** The one that was given with the key before, if there is one; else this. */
export async function giveOnce(
  db: Connection,
  key: string,
  grace: Omit<Grace, "cards" | "through"> & { through: string },
): Promise<Grace> {
  await sql`
    insert into grace (id, office_id, through, reason, staff_member_id, given_at, idempotency_key, input_hash)
    values (${grace.id}::uuid, ${grace.officeId}::uuid, ${grace.through}::text::date, ${grace.reason},
      ${grace.staffMemberId}::uuid, ${grace.givenAt.toString()}::text::timestamptz, ${key}, ${grace.inputHash})
    on conflict (idempotency_key) do nothing`.execute(db);
  const { rows } = await sql<Grace>`${selectGraces} where idempotency_key = ${key}`.execute(db);
  return rows[0] as Grace;
}

export interface GraceStep {
  /** Cards that were moved. */
  moved: number;
  /** Where to go on; undefined at the end. */
  last: { clientId: string; id: string } | undefined;
}

/**
 * Up to `limit` cards after `after`, in the order of their keys. A bonus that is gone by the day of the grace period, and
 * whose burn is not booked yet, is left to the burning.
 */
export async function applyGrace(
  db: Connection,
  grace: Grace,
  { after, limit }: { after: GraceStep["last"]; limit: number },
): Promise<GraceStep> {
  const { rows } = await sql<{ moved: bigint; client_id: string | null; id: string | null }>`
    with due as materialized (
      select card.client_id, card.id, card.balance, card.valid_through,
        (${grace.givenAt.toString()}::text::timestamptz at time zone coalesce(office.zone, business.zone))::date as given_on
      from card left join office on office.id = card.sold_at_office_id cross join business
      where ${covers(grace)} ${after ? sql`and (card.client_id, card.id) > (${after.clientId}::uuid, ${after.id}::uuid)` : sql``}
      order by card.client_id, card.id limit ${limit}::int for update of card
    ), moved as (
      update card set valid_through = ${grace.through.toString()}::text::date from due
      where card.client_id = due.client_id and card.id = due.id
        and (due.balance <= 0 or due.valid_through >= given_on) and card.sold_on <= given_on
      returning 1
    )
    select (select count(*) from moved) as moved, last.client_id, last.id
    from (select 1) as one left join lateral (
      select client_id, id from due order by client_id desc, id desc limit 1
    ) as last on true`.execute(db);
  const [row] = rows;
  return {
    moved: Number(row?.moved ?? 0n),
    last: row?.client_id && row.id ? { clientId: row.client_id, id: row.id } : undefined,
  };
}

/** Whether a card is left that the grace period is for and that it has not moved. */
export async function isGraceDue(db: Connection, grace: Grace): Promise<boolean> {
  const { rows } = await sql`
    select 1 from card left join office on office.id = card.sold_at_office_id cross join business
    where ${covers(grace)} and card.sold_on
      <= (${grace.givenAt.toString()}::text::timestamptz at time zone coalesce(office.zone, business.zone))::date
    limit 1`.execute(db);
  return rows.length > 0;
}

const covers = ({ officeId, through }: Grace) => sql`
  card.valid_through < ${through.toString()}::text::date
  ${officeId === null ? sql`` : sql`and card.sold_at_office_id = ${officeId}::uuid`}`;

export async function markApplied(
  db: Connection,
  grace: Grace,
  done: { cards: number; at: Temporal.Instant },
): Promise<void> {
  await sql`
    insert into grace_applied (id, cards, applied_at)
    values (${grace.id}::uuid, ${done.cards}::int, ${done.at.toString()}::text::timestamptz)
    on conflict (id) do nothing`.execute(db);
}
