/** Books burns for many cards in one statement. It sees the bonus account only: a deposit is out of its reach. */
import { ownerOf } from "../../clients/store/merged.ts";
import { sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import { dayIn } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";

/** A day of every card's own calendar, or a moment, at which each card's calendar has its own day. */
export type BurnsBy = Temporal.PlainDate | Temporal.Instant;

/** A rehearsal and the booking go by this one condition. Served by the partial index card_burns. */
function isDue(by: BurnsBy) {
  if (by instanceof Temporal.PlainDate)
    return sql`has_bonus and valid_through < ${by.toString()}::text::date`;
  const dayAt = (zone: string) => sql`${dayIn(zone, by).toString()}::text::date`;
  // Where the day begins first and last on earth: between them each card's own calendar decides.
  return sql`has_bonus and valid_through < ${dayAt("Etc/GMT-14")} and (valid_through < ${dayAt("Etc/GMT+12")}
    or valid_through < (${by.toString()}::text::timestamptz at time zone coalesce(
      (select zone from office where office.id = card.sold_at_office_id), (select zone from business)))::date)`;
}

export interface BurnBatch {
  cards: number;
  burned: bigint;
}

/**
 * Burns what is left on up to `limit` cards whose `burns_on` has come by `through`,
 * in one statement that is done whole or not at all. Cards that another process works on are passed over.
 * Plan: the partial index card_burns gives the due cards in order; everything else goes by client_id. Nothing is joined
 * whose size the planner has to guess: it would read every card to empty a thousand. The new ids share the moment and
 * have the rest by chance.
 */
export async function burnBatch(
  db: Connection,
  { through, limit, bookedAt }: { through: BurnsBy; limit: number; bookedAt: Temporal.Instant },
): Promise<BurnBatch> {
  const { rows } = await sql<{ cards: bigint; burned: string }>`
    with due as materialized (
      select client_id, id, balance, valid_through from card
      where ${isDue(through)}
      order by valid_through limit ${limit}::int for update skip locked
    ), emptied as (
      update card set balance = 0 from due where card.client_id = due.client_id and card.id = due.id
    ), posted as (
      insert into posting (client_id, id, card_id, kind, happened_on, booked_at, on_account, gained, against, idempotency_key)
      select client_id, (${newId().slice(0, 15)}::text || substr(gen_random_uuid()::text, 16))::uuid, id, 'burned', valid_through + 1, ${bookedAt.toString()}::text::timestamptz,
        'card-bonus', -balance, 'burned', 'burn:' || id || ':' || to_char(valid_through + 1, 'YYYY-MM-DD')
          || (select case when count(*) > 0 then ':' || count(*) else '' end from posting p
            where p.client_id = due.client_id and p.card_id = due.id
              and p.kind in ('burned', 'restored') and p.happened_on = due.valid_through + 1)
      from due
    )
    select count(*) as cards, coalesce(sum(balance), 0) as burned from due`.execute(db);
  return { cards: Number(rows[0]?.cards ?? 0n), burned: BigInt(rows[0]?.burned ?? 0) };
}

/** Waits until whoever works on a due card has finished. False: no card is due. */
export async function waitForDueCard(db: Connection, through: BurnsBy): Promise<boolean> {
  const { rows } = await sql<{ client_id: string; id: string }>`
    select client_id, id from card
    where ${isDue(through)} limit 1`.execute(db);
  const [card] = rows;
  if (!card) return false;
  await sql`select 1 from card where client_id = ${card.client_id} and id = ${card.id} for update`.execute(
    db,
  );
  return true;
}

export async function countDueCards(db: Connection, through: BurnsBy): Promise<number> {
  const { rows } = await sql<{ count: bigint }>`
    select count(*) as count from card
    where ${isDue(through)}`.execute(db);
  return Number(rows[0]?.count ?? 0n);
}

export interface DueCard {
  clientId: string;
  number: string;
  familyName: string;
  givenName: string;
  patronymic: string;
  /** Where it was last presented; null where that is not known. */
  officeId: string | null;
  office: string | null;
  balance: bigint;
  lastPresentedOn: Temporal.PlainDate;
  burnsOn: Temporal.PlainDate;
}

/** In the order of burning, by a cursor: the last page costs what the first does, however many burn on one day. */
export async function* dueCards(
  trx: OpenTransaction,
  through: BurnsBy,
  cardsPerPage: number,
): AsyncGenerator<DueCard[]> {
  await sql`
    declare due_card no scroll cursor for
    select card.client_id as "clientId", number, coalesce(family_name, '') as "familyName",
      coalesce(given_name, '') as "givenName", coalesce(patronymic, '') as patronymic,
      office.id as "officeId", office.name as office, balance, last_presented_on as "lastPresentedOn",
      valid_through + 1 as "burnsOn"
    from card left join client on client.id = ${ownerOf("card.client_id")}
    left join office on office.id = card.last_presented_office_id
    where ${isDue(through)} order by valid_through, number`.execute(trx);
  for (;;) {
    const { rows } = await sql<DueCard>`fetch ${sql.lit(cardsPerPage)} from due_card`.execute(trx);
    if (rows.length === 0) return;
    yield rows;
  }
}
