/** Spells of all cards, alike ones counted together: what the forecast of burning learns from. */
import { list, sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import { formatDay, fromPlainDate, type EpochDay } from "../../kernel/calendar.ts";

/**
 * Every day on which a card was presented, its sale included, with the next such day. One pass over all presentations:
 * a spell that has not ended tells something only while the card can still come back.
 */
const spells = (through: Temporal.PlainDate) => sql`
  shown as (
    select client_id, card_id, presented_on as day, null::boolean as in_use from presentation
    where presented_on <= ${through.toString()}::text::date
    union all
    select client_id, id, sold_on, state = 'active' from card where sold_on <= ${through.toString()}::text::date
  ), followed as (
    select client_id, card_id, day, lead(day) over card_days as next, dense_rank() over card_days as presentations,
      bool_or(in_use) over (partition by client_id, card_id) as in_use
    from shown window card_days as (partition by client_id, card_id order by day)
  ), spell as (
    select client_id, card_id, day, next, presentations from followed
    where next > day or (next is null and in_use)
  )`;

export interface SpellCount {
  from: EpochDay;
  /** At most one day longer than what was asked for. */
  to: EpochDay;
  came: boolean;
  presentations: number;
  cards: number;
}

interface Range {
  /** The last day that is known. */
  through: Temporal.PlainDate;
  /** Of a longer spell nothing more is told. */
  longestDays: number;
  /** The least presentations of each class; all of a class are told as its least. */
  classStarts: readonly number[];
}

/** Which of the classes, from 1 on. */
const classOf = (classStarts: readonly number[]) =>
  sql`width_bucket(presentations::int, (select ${list(classStarts, "integer")})::integer[])`;

/** Bounded by the days of the history, not by the number of cards. */
export async function countSpells(
  db: Connection,
  { through, longestDays, classStarts }: Range,
): Promise<SpellCount[]> {
  const { rows } = await sql<{ from: number; days: number; came: boolean; class: number; cards: number }>`
    with ${spells(through)}
    select day - date '1970-01-01' as "from", least(coalesce(next, ${through.toString()}::text::date) - day, ${longestDays}::int + 1) as days,
      next is not null as came, ${classOf(classStarts)} as class, count(*)::int as cards
    from spell group by 1, 2, 3, 4`.execute(db);
  return rows.map(({ from, days, came, class: place, cards }) => ({
    from: from as EpochDay,
    to: (from + days) as EpochDay,
    came,
    presentations: classStarts[place - 1] ?? 1,
    cards,
  }));
}

export interface BookedDue {
  from: EpochDay;
  burnsOn: EpochDay;
  presentations: number;
  sum: bigint;
  squares: number;
  burned: bigint;
}

/**
 * What was on the cards on the first day of the month in which it was due, and what of it burned by the ledger, what
 * has burned and is not booked yet included. `burnsOn`: of a bonus presented last on `first`, on the day after it, and so on.
 */
export async function bookedDues(
  db: Connection,
  { through, classStarts }: Omit<Range, "longestDays">,
  { first, burnsOn }: { first: EpochDay; burnsOn: readonly EpochDay[] },
): Promise<BookedDue[]> {
  const { rows } = await sql<{
    from: Temporal.PlainDate;
    burnsOn: Temporal.PlainDate;
    class: number;
    sum: bigint;
    squares: string;
    burned: bigint;
  }>`
    with ${spells(through)}, lapsing as (
      select spell.*, ((select ${list(burnsOn.map(formatDay), "date")})::date[])
        [day - ${formatDay(first)}::text::date + 1] as burns_on
      from spell
    ), due as (
      select client_id, card_id, day, next, presentations, burns_on, date_trunc('month', burns_on)::date as month
      from lapsing where burns_on <= ${through.toString()}::text::date
        and (next is null or next >= date_trunc('month', burns_on)::date)
    ), bonus as (
      select client_id, card_id, happened_on, kind in ('burned', 'restored') as is_burn, gained as amount
      from posting where on_account = 'card-bonus'
    ), balanced as (
      select client_id, card_id, day, next, presentations, burns_on,
        coalesce(sum(amount) filter (where happened_on < month), 0) as balance,
        coalesce(-sum(amount) filter (where is_burn and happened_on = burns_on), 0) as booked
      from due join bonus using (client_id, card_id) group by 1, 2, 3, 4, 5, 6
    )
    select day as "from", burns_on as "burnsOn", ${classOf(classStarts)} as class,
      sum(balanced.balance)::bigint as sum, sum(balanced.balance * balanced.balance) as squares,
      sum(booked + case when next is null and card.valid_through + 1 = burns_on then greatest(card.balance, 0) else 0 end)
        ::bigint as burned
    from balanced join card on card.client_id = balanced.client_id and card.id = balanced.card_id
    where balanced.balance > 0 group by 1, 2, 3 order by 1, 2, 3`.execute(db);
  return rows.map(({ class: place, ...row }) => ({
    ...row,
    presentations: classStarts[place - 1] ?? 1,
    from: fromPlainDate(row.from),
    burnsOn: fromPlainDate(row.burnsOn),
    squares: Number(row.squares),
  }));
}

/**
 * For the transaction alone: statements over everything that there is. Looking up row by row would take hours, and the
 * planner, which takes a card's client and its id for independent, would choose it; a server's usual 4 MB would send
 * every step through the disk.
 */
export async function goThroughEverything(trx: OpenTransaction): Promise<void> {
  await sql`set local enable_nestloop = off`.execute(trx);
  await sql`set local work_mem = '64MB'`.execute(trx);
}
