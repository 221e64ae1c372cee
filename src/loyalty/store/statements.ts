/** What the statements of a month are made of, many cards in one statement. */
import { sql, type Connection } from "../../database/sql.ts";
import type { CardMonth, Move } from "../statement.ts";

export interface MonthRows extends CardMonth {
  cardId: string;
}

/** Where a batch begins: after this card in order of client and card. */
export interface CardPlace {
  clientId: string;
  cardId: string;
}

interface Asked {
  month: Temporal.PlainYearMonth;
  /** What is past its last valid day by now is stated as burned, whether or not a job has booked it. */
  now: Temporal.Instant;
}

/** Of up to `limit` cards in order of client and card, those with nothing to say too: the last one is where to go on. */
export const monthsOfCards = (
  db: Connection,
  asked: Asked & { after: CardPlace | undefined; limit: number },
): Promise<MonthRows[]> =>
  readMonths(
    db,
    asked,
    sql`${asked.after ? sql`where (client_id, id) > (${asked.after.clientId}::uuid, ${asked.after.cardId}::uuid)` : sql``}
      order by client_id, id limit ${asked.limit}::int`,
  );

export async function monthOfCard(
  db: Connection,
  asked: Asked & { number: string },
): Promise<MonthRows | undefined> {
  const [row] = await readMonths(
    db,
    asked,
    sql`where (client_id, id) = (select client_id, card_id from card_number where number = ${asked.number})`,
  );
  return row;
}

type Cells<Shape> = { [Name in keyof Shape]: Shape[Name] extends bigint ? string : Shape[Name] };
/** As JSON, sums as text: parsed at once it costs a tenth of a row for every move. */
interface Row {
  client: string;
  cardId: string;
  card: string;
  bonus: string;
  deposit: string;
  burnsOn: string;
  moves: [Move["on"], Move["kind"], Move["account"], string, string | null][] | null;
  purchases: Cells<CardMonth["purchases"][number]>[] | null;
  refunds: Cells<CardMonth["refunds"][number]>[] | null;
}

/**
 * Plan: the batch by the primary key of card, then one range of clients in every table, each by its primary key, each
 * grouped by card. What a refund reversed is on the purchase's day in the ledger, which keeps its validity right; the
 * client is told of it on the day of the refund, found by the moment that both were booked at.
 */
async function readMonths(
  db: Connection,
  { month, now }: Asked,
  which: ReturnType<typeof sql>,
): Promise<MonthRows[]> {
  const begin = sql`${month.toPlainDate({ day: 1 }).toString()}::text::date`;
  const end = sql`${month.add({ months: 1 }).toPlainDate({ day: 1 }).toString()}::text::date`;
  const inReach = (column: string) =>
    sql`${sql.raw(column)} between (select client_id from batch order by client_id limit 1)
      and (select client_id from batch order by client_id desc limit 1)`;
  const { rows } = await sql<Row>`
    with batch as materialized (
      select client_id, id, number, card_type, sold_on, sold_at_office_id, balance, valid_through from card ${which}
    ), booked as (
      select p.card_id, p.dealing_id, p.kind, e.account, e.amount,
        case when p.kind = 'reversed' then coalesce((
          select max(r.refunded_on) from refund r
          where r.client_id = p.client_id and r.dealing_id = p.dealing_id and r.booked_at = p.booked_at
        ), p.happened_on) else p.happened_on end as on_day
      from posting p join entry e on e.client_id = p.client_id and e.posting_id = p.id
      where ${inReach("p.client_id")} and ${inReach("e.client_id")} and e.account in ('card-bonus', 'card-deposit')
        and p.happened_on < ${end}
      union all
      select batch.id, null, 'burned', 'card-bonus', -balance, valid_through + 1
      from batch left join office on office.id = sold_at_office_id cross join business
      where balance > 0 and valid_through < (${now.toString()}::text::timestamptz at time zone coalesce(office.zone, business.zone))::date
    ), moved as (
      select card_id, coalesce(sum(amount) filter (where on_day < ${begin} and account = 'card-bonus'), 0) as bonus,
        coalesce(sum(amount) filter (where on_day < ${begin} and account = 'card-deposit'), 0) as deposit,
        json_agg(json_build_array(on_day, kind, account, amount::text, dealing_id))
          filter (where on_day >= ${begin} and on_day < ${end}) as moves
      from booked group by card_id
    ), bought as (
      select card_id, json_agg(json_build_object('dealingId', d.id, 'on', happened_on, 'office', office.name,
        'price', price::text, 'discount', discount::text, 'paid', paid::text) order by d.id) as purchases
      from dealing d left join office on office.id = office_id
      where ${inReach("client_id")} and card_id is not null and happened_on >= ${begin} and happened_on < ${end}
      group by card_id
    ), taken_back as (
      select card_id, json_agg(json_build_object('dealingId', dealing_id, 'on', refunded_on, 'office', office,
        'price', price::text) order by dealing_id) as refunds
      from (
        select r.card_id, r.dealing_id, refunded_on, office.name as office, sum(r.price) as price
        from refund r join dealing d on d.client_id = r.client_id and d.id = r.dealing_id
        left join office on office.id = d.office_id
        where ${inReach("r.client_id")} and refunded_on >= ${begin} and refunded_on < ${end}
        group by r.card_id, r.dealing_id, refunded_on, office.name
      ) as by_day group by card_id
    ), presented as (
      select p.card_id, max((presented_on + validity::interval)::date) as through
      from presentation p join batch on batch.id = p.card_id
      join program_in_force as program on program.card_type = batch.card_type
        and presented_on >= first_day and presented_on < next_starts_on
      where ${inReach("p.client_id")} and presented_on < ${end} group by p.card_id
    ), prolonged as (
      select card_id, max(through) as through from prolongation
      where ${inReach("client_id")} and given_on >= sold_on and given_on < ${end} group by card_id
    )
    select batch.client_id as client, batch.id as "cardId", number as card, coalesce(bonus, 0)::text as bonus,
      coalesce(deposit, 0)::text as deposit, moves, purchases, refunds,
      (greatest((sold_on + validity::interval)::date, presented.through, prolonged.through) + 1)::text as "burnsOn"
    from batch left join moved on moved.card_id = batch.id left join bought on bought.card_id = batch.id
    left join taken_back on taken_back.card_id = batch.id left join presented on presented.card_id = batch.id
    left join prolonged on prolonged.card_id = batch.id
    join program_in_force as program on program.card_type = batch.card_type
      and sold_on >= first_day and sold_on < next_starts_on
    order by batch.client_id, batch.id`.execute(db);
  return rows.map(toCardMonth);
}

const toCardMonth = (row: Row): MonthRows => ({
  client: row.client,
  cardId: row.cardId,
  card: row.card,
  opening: { bonus: BigInt(row.bonus), deposit: BigInt(row.deposit) },
  burnsOn: row.burnsOn,
  moves: (row.moves ?? []).map(([on, kind, account, amount, dealingId]) => ({
    on,
    kind,
    account,
    amount: BigInt(amount),
    dealingId,
  })),
  purchases: (row.purchases ?? []).map((purchase) => ({
    ...purchase,
    price: BigInt(purchase.price),
    discount: BigInt(purchase.discount),
    paid: BigInt(purchase.paid),
  })),
  refunds: (row.refunds ?? []).map((refund) => ({ ...refund, price: BigInt(refund.price) })),
});

/** Where the card with this number stands in the order of a batch. */
export async function placeOfCard(db: Connection, number: string): Promise<CardPlace | undefined> {
  const { rows } = await sql<CardPlace>`
    select client_id as "clientId", card_id as "cardId" from card_number where number = ${number}`.execute(
    db,
  );
  return rows[0];
}
