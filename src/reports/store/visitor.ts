/** What lies ready for a client, and what they bought last. */
import { recordsOf } from "../../clients/store/merged.ts";
import { planOnce } from "../../database/prepared.ts";
import { sql, type Connection } from "../../database/sql.ts";
import type { Words } from "../../kernel/language.ts";

export interface WaitingRow {
  kind: "gift" | "card" | "statement";
  /** Of the reservation. */
  id: string | null;
  name: Words | null;
  card: string | null;
  state: "asked" | "office_chosen" | "made" | "arrived" | null;
  number: string | null;
  since: Temporal.PlainDate;
  officeId: string | null;
  office: string | null;
}

/** By the client's own rows alone. `month`: the first day of the last whole month. */
export async function loadWaiting(
  db: Connection,
  client: string,
  month: Temporal.PlainDate,
): Promise<WaitingRow[]> {
  const starts = sql`${month.toString()}::text::date`;
  const { rows } = await sql<WaitingRow>`${planOnce}
    with record as materialized (
      select record.id from (select ${client}::text::uuid as id) as asked cross join lateral ${recordsOf("asked.id")} as record
    )
    select 'gift' as kind, own.id, gift.name, null as card, null as state, null as number, own.reserved_on as since,
      office.id as "officeId", office.name as office
    from record join gift_reservation as own on own.client_id = record.id join gift on gift.id = own.gift_id
    left join office on office.id = own.office_id
    where own.state = 'reserved'
    union all
    select 'card', null, null, card.number, renewal.state, renewal.number, renewal.since, office.id, office.name
    from record join card_renewal as renewal on renewal.client_id = record.id
    join card on card.client_id = renewal.client_id and card.id = renewal.card_id
    left join office on office.id = renewal.office_id
    where renewal.state not in ('handed_out', 'cancelled')
    union all
    select 'statement', null, null, card.number, null, null, ${starts}, office.id, office.name
    from record join card on card.client_id = record.id
    left join client as owner on owner.id = ${client}::text::uuid
    left join office on office.id = owner.statement_office_id
    where card.state = 'active' and card.sold_on < (${starts} + interval '1 month')::date
      and (card.balance <> 0 or card.deposit <> 0 or card.last_presented_on >= ${starts})
      and not exists (
        select from statement_handed_out as handed where handed.client_id = card.client_id and handed.card_id = card.id
          and handed.month = ${starts})
    order by since, id limit 50`.execute(db);
  return rows;
}

export interface PurchaseRow {
  id: string;
  card: string;
  on: Temporal.PlainDate;
  office: string | null;
  price: bigint;
  paid: bigint;
  redeemed: bigint;
  earned: bigint;
  deposit: bigint;
  refunded: bigint;
}

const shown = 8;

/** The newest first, with what was taken back of each. */
export async function loadPurchases(db: Connection, client: string): Promise<PurchaseRow[]> {
  const { rows } = await sql<PurchaseRow>`${planOnce}
    with record as materialized (
      select record.id from (select ${client}::text::uuid as id) as asked cross join lateral ${recordsOf("asked.id")} as record
    ),
    bought as materialized (
      select d.client_id, d.id, card.number as card, d.happened_on, d.price, d.paid, d.redeemed, d.office_id
      from record join card on card.client_id = record.id
      join dealing as d on d.client_id = card.client_id and d.card_id = card.id
      order by d.happened_on desc, d.id desc limit ${shown}::int
    )
    select bought.id, card, happened_on as on, office.name as office, price, paid, redeemed,
      (booked.earned)::bigint as earned, (booked.deposit)::bigint as deposit, (
        select coalesce(sum(refund.price), 0)::bigint from refund
        where refund.client_id = bought.client_id and refund.dealing_id = bought.id) as refunded
    from bought left join office on office.id = bought.office_id
    cross join lateral (
      select coalesce(sum(p.gained) filter (where p.kind = 'earned'), 0) as earned,
        coalesce(-sum(p.gained) filter (where p.kind = 'paid'), 0) as deposit
      from posting as p where p.client_id = bought.client_id and p.dealing_id = bought.id
    ) as booked
    order by happened_on desc, bought.id desc`.execute(db);
  return rows;
}

/** Of each office's ranges, what lies past the last number given out. */
export async function loadNumbersLeft(db: Connection): Promise<Map<string, number>> {
  const { rows } = await sql<{ office: string; left: number }>`
    select office_id as office, sum(last_serial - next_serial + 1)::float8 as left
    from card_number_range group by office_id`.execute(db);
  return new Map(rows.map(({ office, left }) => [office, left]));
}
