/** Cards sold and given away, counted. A card without a price was given. */
import { list, sql, type Connection } from "../../database/sql.ts";
import { formatDay, fromPlainDate, toPlainDate, type EpochDay } from "../../kernel/calendar.ts";

export interface MonthOfSales {
  /** Null: no office sold it, it came with a file of purchases. */
  officeId: string | null;
  /** The month's first day. */
  month: EpochDay;
  sold: number;
  given: number;
  /** Kopecks. */
  income: bigint;
}

/** Days as the selling office's calendar had them. Served by the index card_sold alone. */
export async function salesByMonth(
  db: Connection,
  { from, through }: { from: EpochDay; through: EpochDay },
): Promise<MonthOfSales[]> {
  const { rows } = await sql<Omit<MonthOfSales, "month"> & { month: Temporal.PlainDate }>`
    select sold_at_office_id as "officeId", date_trunc('month', sold_on)::date as month,
      count(*) filter (where price > 0)::int as sold, count(*) filter (where price = 0)::int as given,
      sum(price)::bigint as income
    from card where sold_on between ${formatDay(from)}::text::date and ${formatDay(through)}::text::date
    group by 1, 2 order by 2, 1`.execute(db);
  return rows.map((row) => ({ ...row, month: fromPlainDate(row.month) }));
}

export interface HeldCards {
  paid: boolean;
  cards: number;
  /** Days the cards have been in somebody's hands, summed up. */
  cardDays: number;
  /** Days on which they were presented after the day of sale. */
  returns: number;
  /** Kopecks: prices of the purchases made with them, less what was refunded. */
  turnover: bigint;
  /** Cards sold so long ago that the bonus of the first day has had its whole time, and those presented again in it. */
  ripe: number;
  ripeReturned: number;
}

/**
 * Cards sold from `from` through `through`, paid for and given. `burnsOn`: of a bonus presented last on `from`, on the
 * day after it, and so on. One pass over these cards, their presentations and purchases.
 */
export async function heldCards(
  db: Connection,
  { from, through, burnsOn }: { from: EpochDay; through: EpochDay; burnsOn: readonly EpochDay[] },
): Promise<HeldCards[]> {
  const first = sql`${formatDay(from)}::text::date`;
  const last = sql`${toPlainDate(through).toString()}::text::date`;
  const { rows } = await sql<
    Omit<HeldCards, "turnover" | "cardDays"> & { turnover: string; cardDays: bigint }
  >`
    with held as (
      select client_id, id as card_id, sold_on, price > 0 as paid,
        ((select ${list(burnsOn.map(formatDay), "date")})::date[])[sold_on - ${first} + 1] as burns_on
      from card where sold_on between ${first} and ${last}
    ), shown as (
      select client_id, card_id, count(distinct presented_on) as returns, bool_or(presented_on < burns_on) as again
      from presentation join held using (client_id, card_id)
      where presented_on > sold_on and presented_on <= ${last} group by 1, 2
    ), spent as (
      select client_id, card_id, sum(price) as price from (
        select client_id, card_id, price from dealing where card_id is not null and happened_on between ${first} and ${last}
        union all
        select client_id, card_id, -price from refund where refunded_on between ${first} and ${last}
      ) as purchase group by 1, 2
    )
    select paid, count(*)::int as cards, sum(${last} - sold_on)::bigint as "cardDays",
      coalesce(sum(returns), 0)::int as returns, coalesce(sum(spent.price), 0) as turnover,
      count(*) filter (where burns_on <= ${last} + 1)::int as ripe,
      count(*) filter (where burns_on <= ${last} + 1 and again)::int as "ripeReturned"
    from held left join shown using (client_id, card_id) left join spent using (client_id, card_id)
    group by paid order by paid desc`.execute(db);
  return rows.map((row) => ({
    ...row,
    turnover: BigInt(row.turnover),
    cardDays: Number(row.cardDays),
  }));
}
