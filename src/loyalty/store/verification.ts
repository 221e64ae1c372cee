/** What must always be true of the ledger, each as one statement that names the first row that does not fit. */
import { sql, type Connection } from "../../database/sql.ts";
import type { Misfit } from "../misfit.ts";

const first = async (
  db: Connection,
  statement: ReturnType<typeof sql<Misfit>>,
): Promise<Misfit | undefined> => (await statement.execute(db)).rows[0];

/**
 * Every kind of posting moves bonus or deposit to or from its own accounts, in its own direction (0: in either). That its
 * two entries sum to zero needs no looking at: they are one sum.
 */
export const misplacedPosting = (db: Connection) =>
  first(
    db,
    sql<Misfit>`
    with rule (kind, account, against, sign) as (values
      ('earned', 'card-bonus', 'issued', 1), ('redeemed', 'card-bonus', 'redeemed', -1),
      ('burned', 'card-bonus', 'burned', -1), ('restored', 'card-bonus', 'burned', 1),
      ('reversed', 'card-bonus', 'issued', -1), ('reversed', 'card-bonus', 'redeemed', 1),
      ('adjusted', 'card-bonus', 'adjusted', 0), ('topped_up', 'card-deposit', 'cash', 1),
      ('paid', 'card-deposit', 'cash', -1), ('refunded', 'card-deposit', 'cash', 1), ('paid_out', 'card-deposit', 'cash', -1))
    select p.id::text as subject, 'posting_on_wrong_account' as problem,
      p.on_account || ' ' || p.gained || ' against ' || p.against as is, p.kind as ought
    from posting p left join rule r on r.kind = p.kind and r.account = p.on_account and r.against = p.against
    where r.sign is null or r.sign not in (0, sign(p.gained)::int)
    order by p.client_id, p.id limit 1`,
  );

/**
 * The stored balance and deposit are the sums of the card's postings, and
 * earned + restored + adjusted = redeemed + burned + reversed + balance, by the business's accounts.
 */
export const unbalancedCard = (db: Connection) =>
  first(
    db,
    sql<Misfit>`
    with booked as (
      select p.client_id, p.card_id, coalesce(sum(p.gained) filter (where p.on_account = 'card-bonus'), 0) as balance,
        coalesce(sum(p.gained) filter (where p.on_account = 'card-deposit'), 0) as deposit,
        coalesce(sum(p.gained) filter (where p.on_account = 'card-bonus'), 0)
          - coalesce(sum(p.gained) filter (where p.against in ('issued', 'redeemed', 'burned', 'adjusted')), 0) as rest
      from posting p
      group by p.client_id, p.card_id
    )
    select coalesce(c.number, b.card_id::text) as subject,
      case when c.id is null then 'card_missing' when c.balance <> coalesce(b.balance, 0) then 'balance_differs'
        when c.deposit <> coalesce(b.deposit, 0) then 'deposit_differs' else 'card_unbalanced' end as problem,
      case when c.balance <> coalesce(b.balance, 0) then c.balance
        when c.deposit <> coalesce(b.deposit, 0) then c.deposit else b.rest end::text as is,
      case when c.balance <> coalesce(b.balance, 0) then coalesce(b.balance, 0)
        when c.deposit <> coalesce(b.deposit, 0) then coalesce(b.deposit, 0) else 0 end::text as ought
    from card c full join booked b on b.client_id = c.client_id and b.card_id = c.id
    where c.id is null or c.balance <> coalesce(b.balance, 0) or c.deposit <> coalesce(b.deposit, 0) or b.rest <> 0
    order by c.client_id, c.id limit 1`,
  );

/**
 * The card's last presentation, and its last valid day: the furthest that any presentation, by the program of its day, or
 * any grace period promised. Cards and presentations are put together by sorting instead of joined, so that the cost is
 * one pass whatever the planner knows.
 */
export const misdatedCard = (db: Connection) =>
  first(
    db,
    sql<Misfit>`
    with shown as (
      select client_id, id as card_id, number, card_type, sold_on as shown_on, last_presented_on, valid_through from card
      union all
      select client_id, card_id, null, null, presented_on, null, null from presentation
    ), typed as (
      select *, max(card_type) over (partition by client_id, card_id) as type_of_card from shown
    ), promised as (
      select client_id, card_id, max(number) as number, max(last_presented_on) as last_presented_on,
        max(valid_through) as valid_through, max(shown_on) as last_on,
        max((shown_on + validity::interval)::date) as through
      from typed left join program_in_force as program on program.card_type = type_of_card
        and shown_on >= first_day and shown_on < next_starts_on
      group by client_id, card_id
    ), prolonged as materialized (
      select client_id, card_id, max(through) as through from prolongation where given_on >= sold_on
      group by client_id, card_id
    ), compared as (
      select client_id, card_id, number, last_presented_on, valid_through, last_on,
        greatest(promised.through, prolonged.through) as through
      from promised left join prolonged using (client_id, card_id)
    )
    select coalesce(number, card_id::text) as subject,
      case when number is null then 'card_missing' when last_presented_on <> last_on then 'last_presentation_differs'
        else 'valid_through_differs' end as problem,
      case when last_presented_on <> last_on then last_presented_on else valid_through end::text as is,
      case when last_presented_on <> last_on then last_on else through end::text as ought
    from compared
    where number is null or last_presented_on <> last_on or valid_through is distinct from through
    order by client_id, card_id limit 1`,
  );

export async function countLedger(db: Connection): Promise<{ cards: number; postings: number }> {
  const { rows } = await sql<{ cards: bigint; postings: bigint }>`
    select (select count(*) from card) as cards, (select count(*) from posting) as postings`.execute(db);
  return { cards: Number(rows[0]?.cards ?? 0n), postings: Number(rows[0]?.postings ?? 0n) };
}
