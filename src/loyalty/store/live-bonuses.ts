/** Bonus that can be spent, summed up: by the office where the card was presented last, else by the one that sold it. */
import { columns, list, sql, type Connection } from "../../database/sql.ts";
import { formatDay, fromPlainDate, type EpochDay } from "../../kernel/calendar.ts";
import type { OfficeDays } from "../office-days.ts";

const office = sql`coalesce(card.last_presented_office_id, card.sold_at_office_id)`;

/** `calendar.today` is the card's own day. */
const withCalendar = ({ at, elsewhere }: OfficeDays) => sql`
  card left join ${columns(at, { officeId: "uuid", today: "date" })} as seller (office_id, day)
    on seller.office_id = card.sold_at_office_id
  cross join lateral (
    select coalesce(seller.day, ${elsewhere.toString()}::text::date) as today
  ) as calendar`;

export interface CardsAndSum {
  cards: number;
  sum: bigint;
}

export interface LiveBonuses {
  /** Null: where the card was presented and sold is not known. */
  officeId: string | null;
  /** Can be spent today. */
  spendable: CardsAndSum;
  /** Of it burning within so many days, the nearer ones included, in the order asked for. */
  burning: CardsAndSum[];
  /** Burned, and not booked yet. */
  notBooked: CardsAndSum;
}

/** One row an office, whatever the base. Plan: one pass over the cards that have bonus. */
export async function liveBonuses(
  db: Connection,
  days: OfficeDays,
  within: readonly number[],
): Promise<LiveBonuses[]> {
  const parts = [
    sql`valid_through >= today`,
    ...within.map((count) => sql`valid_through >= today and valid_through < today + ${count}::int`),
    sql`valid_through < today`,
  ].map(
    (part, at) => sql`count(*) filter (where ${part})::int as ${sql.ref(`cards${at}`)},
      coalesce(sum(balance) filter (where ${part}), 0)::bigint as ${sql.ref(`sum${at}`)}`,
  );
  const { rows } = await sql<Record<string, number | bigint> & { officeId: string | null }>`
    select ${office} as "officeId", ${sql.join(parts)}
    from ${withCalendar(days)} where balance > 0 group by 1`.execute(db);
  return rows.map((row) => {
    const part = (at: number): CardsAndSum => ({
      cards: Number(row[`cards${at}`]),
      sum: BigInt(row[`sum${at}`] ?? 0),
    });
    return {
      officeId: row.officeId,
      spendable: part(0),
      burning: within.map((_, at) => part(at + 1)),
      notBooked: part(within.length + 1),
    };
  });
}

/** Cards alike to the forecast at one office. */
export interface DueBonuses {
  officeId: string | null;
  lastPresentedOn: EpochDay;
  burnsOn: EpochDay;
  /** On how many days the card was presented; all of a class are told as its least. */
  presentations: number;
  cards: number;
  sum: bigint;
  squares: number;
}

/** On how many days each card was presented: counted now. Plan: presentation_line for each card found. */
const shownNow = sql`
  select count(distinct day)::int as days from (
    select presented_on as day from presentation
    where presentation.client_id = card.client_id and presentation.card_id = card.id
    union all select card.sold_on
  ) as presented`;

/** The same by what was counted through a day. Presented since, other than by its sale, it was presented on a day more. */
const shownThrough = (day: EpochDay) => sql`
  select shown_days + (last_presented_on > greatest(${formatDay(day)}::text::date, sold_on))::int as days`;

/**
 * What can burn from tomorrow through `through`. Plan: the index card_burns. `countedThrough`: the day of kept_returns,
 * where that is of late.
 */
export async function dueBonuses(
  db: Connection,
  days: OfficeDays,
  {
    through,
    classStarts,
    countedThrough,
  }: {
    through: Temporal.PlainDate;
    classStarts: readonly number[];
    countedThrough: EpochDay | undefined;
  },
): Promise<DueBonuses[]> {
  const { rows } = await sql<
    Omit<DueBonuses, "lastPresentedOn" | "burnsOn" | "squares" | "presentations"> & {
      class: number;
      lastPresentedOn: Temporal.PlainDate;
      burnsOn: Temporal.PlainDate;
      squares: string;
    }
  >`
    select ${office} as "officeId", last_presented_on as "lastPresentedOn", valid_through + 1 as "burnsOn",
      class, count(*)::int as cards, sum(balance)::bigint as sum, sum(balance::numeric * balance) as squares
    from ${withCalendar(days)}
    cross join lateral (${countedThrough === undefined ? shownNow : shownThrough(countedThrough)}) as shown
    cross join lateral (
      select width_bucket(shown.days, (select ${list(classStarts, "integer")})::integer[]) as class
    ) as classed
    where has_bonus and valid_through between ${days.earliest.toString()}::text::date
      and ${through.toString()}::text::date - 1 and valid_through >= today
    group by 1, 2, 3, 4 order by 3, 2, 4, 1`.execute(db);
  return rows.map(({ class: place, ...row }) => ({
    ...row,
    presentations: classStarts[place - 1] ?? 1,
    lastPresentedOn: fromPlainDate(row.lastPresentedOn),
    burnsOn: fromPlainDate(row.burnsOn),
    squares: Number(row.squares),
  }));
}
