/** What clients did after a chain touched them, and after it left them alone on purpose. */
import { ownersOfRows, recordsOf } from "../../clients/store/merged.ts";
import { constants, list, sql, type Connection } from "../../database/sql.ts";
import { day } from "../../planning/occasion.ts";
import { triedStates } from "../../planning/touch-states.ts";

export interface ChainPeriod {
  chains: readonly string[];
  from: Temporal.PlainDate;
  through: Temporal.PlainDate;
  /** Days after the touch in which a client's coming back counts. */
  withinDays: number;
  today: Temporal.PlainDate;
}

export interface FollowedGroup {
  chain: string;
  control: boolean;
  /** Whose time is over. */
  clients: number;
  returned: number;
  /** Kopecks: what they paid in money for what they bought. */
  revenue: bigint;
  revenueSquares: number;
  /** Whether the touches were about a bonus that burns. */
  savesBonus: boolean;
  /** Kopecks: bonus that was about to burn and did not. */
  saved: bigint;
  savedSquares: number;
  /** Whose time is not over yet; in none of the figures above. */
  waiting: number;
}

/**
 * One row for each group of a chain that has clients. A client counts once with a chain, by the first touch of the period that etiquette let
 * pass: made, tried, or planned and never made, since of the control group nobody can say which it would have been.
 * Served by the index touch_day; a client's dealings, presentations and postings by their keys.
 */
export async function followChains(db: Connection, period: ChainPeriod): Promise<FollowedGroup[]> {
  // What a merged record bought is its survivor's: the person counts once, with all of it.
  const records = recordsOf("ripe.client_id");
  const ofChains =
    period.chains.length === 1
      ? sql`chain = ${period.chains[0] ?? ""}`
      : sql`chain in (select unnest(${list(period.chains, "text")}))`;
  const within = sql`${period.withinDays}::int`;
  const { rows } = await sql<Omit<FollowedGroup, "revenue" | "saved"> & { revenue: string; saved: string }>`
    with member as materialized (
      select distinct on (chain, owner_id) chain, owner_id as client_id, on_day, state = 'control' as control, worth,
        case when occasion_kind = 'bonus-burn' then split_part(occasion_key, ':', 2)::uuid end as card_id,
        occasion_date + 1 as burns_on
      from (${ownersOfRows(sql`select * from touch where on_day between ${day(period.from)} and ${day(period.through)}
        and ${ofChains}`)}) as touch
      where (state in ${constants(triedStates)} or (state = 'lapsed' and exists (
          select from touch_move where touch_move.client_id = touch.client_id and touch_move.touch_id = touch.id
            and touch_move.from_state = 'planned' and touch_move.to_state = 'lapsed')))
      order by chain, owner_id, on_day, id
    ),
    ripe as materialized (
      select *, on_day + ${within} < ${day(period.today)}
        and (card_id is null or burns_on < ${day(period.today)}) as ripe
      from member
    ),
    followed as (
      select ripe.chain, ripe.control, ripe.ripe, card_id is not null as saves,
        bought.times > 0 or exists (
          select from ${records} as record join presentation on presentation.client_id = record.id
          where presented_on > on_day and presented_on <= on_day + ${within}
        ) as returned,
        bought.money as revenue,
        case when card_id is null then 0 else worth - least(worth, burnt.sum) end as saved
      from ripe
      cross join lateral (
        select count(*) as times,
          coalesce(sum(price - discount - redeemed), 0) - coalesce(sum((
            select sum(refund.price) from refund
            where refund.client_id = dealing.client_id and refund.dealing_id = dealing.id)), 0) as money
        from ${records} as record join dealing on dealing.client_id = record.id
        where happened_on > on_day and happened_on <= on_day + ${within}
      ) as bought
      cross join lateral (
        select coalesce(-sum(posting.gained), 0) as sum
        from ${records} as record join posting on posting.client_id = record.id
        where ripe.card_id is not null and posting.card_id = ripe.card_id
          and posting.kind in ('burned', 'restored')
          and posting.happened_on between on_day and burns_on
      ) as burnt
    )
    select chain, control, count(*) filter (where ripe)::int as clients, count(*) filter (where ripe and returned)::int as returned,
      coalesce(sum(revenue) filter (where ripe), 0)::text as revenue,
      coalesce(sum((revenue::float8) ^ 2) filter (where ripe), 0)::float8 as "revenueSquares",
      bool_or(saves) as "savesBonus", coalesce(sum(saved) filter (where ripe), 0)::text as saved,
      coalesce(sum((saved::float8) ^ 2) filter (where ripe), 0)::float8 as "savedSquares",
      count(*) filter (where not ripe)::int as waiting
    from followed group by chain, control`.execute(db);
  return rows.map((row) => ({
    ...row,
    revenue: BigInt(row.revenue.split(".")[0] ?? "0"),
    saved: BigInt(row.saved.split(".")[0] ?? "0"),
  }));
}
