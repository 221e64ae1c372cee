/** The calls of a day in the order they are worth making. */
import { recordsOf } from "../../clients/store/merged.ts";
import { purposes, type Purpose } from "../../chains/chain.ts";
import { sql, type Connection } from "../../database/sql.ts";
import { fromCursor, keyPart, pageOf } from "../../kernel/cursor.ts";
import type { Facts } from "../../planning/occasion.ts";
import type { TouchState } from "../contract.ts";

export interface CallRow {
  touch: string;
  client: string;
  familyName: string;
  givenName: string;
  patronymic: string;
  phone: string | null;
  chain: string;
  step: string;
  /** Of everything that is said in it. */
  purposes: Purpose[];
  occasionKind: string;
  occasionDate: Temporal.PlainDate;
  facts: Facts;
  state: TouchState;
  notBefore: Temporal.Instant | null;
  notAfter: Temporal.Instant | null;
  burnSum: bigint | null;
  burnOn: Temporal.PlainDate | null;
  zone: string;
  city: string | null;
  priority: number;
  worth: bigint;
}

/**
 * Service before greeting before loyalty before care before advertising, then what is lost if we stay silent.
 * The page is cut out of the day's calls first; a client's phone, card and city are read for that page alone.
 */
export async function loadCalls(
  db: Connection,
  asked: {
    on: Temporal.PlainDate;
    states: readonly string[];
    businessZone: string;
    cursor: string | undefined;
    limit: number;
  },
): Promise<{ page: CallRow[]; next: string | null }> {
  const { limit } = asked;
  const after = fromCursor(asked.cursor, [keyPart.number, keyPart.number, keyPart.id]);
  const beyond = after
    ? sql`and (priority, -worth, id) > (${after[0]}::text::int, -(${after[1]}::text::bigint), ${after[2]}::text::uuid)`
    : sql``;
  const { rows } = await sql<CallRow>`
    with page as (
      select * from (
        select touch.*, array_position(array[${sql.join(purposes)}]::text[], purpose) as priority from touch
        where on_day = ${asked.on.toString()}::text::date and state in (${sql.join(asked.states)})
          and channel = 'call'
      ) as call
      where true ${beyond}
      order by priority, -worth, id
      limit ${limit + 1}
    )
    select page.id as touch, client.id as client, client.family_name as "familyName",
      client.given_name as "givenName", client.patronymic, point.value as phone,
      page.chain, page.step, page.purpose || array(
        select along.purpose from touch as along
        where along.client_id = page.client_id and along.taken_along_by = page.id and along.state = 'held') as purposes,
      page.occasion_kind as "occasionKind", page.occasion_date as "occasionDate",
      page.facts, page.state, page.not_before as "notBefore", page.not_after as "notAfter",
      burn.balance as "burnSum", burn.valid_through + 1 as "burnOn",
      place.zone, coalesce(case when office.zone = place.zone then office.city end,
        (select min(city) from office where office.zone = place.zone)) as city,
      page.priority, page.worth
    from page
    join client on client.id = page.client_id
    left join office on office.id = client.home_office_id
    cross join lateral (select coalesce(client.zone, office.zone, ${asked.businessZone}) as zone) as place
    left join contact_point as point on point.client_id = page.client_id and point.id = page.contact_point_id
    left join lateral (
      select balance, valid_through
      from ${recordsOf("page.client_id")} as record join card on card.client_id = record.id
      where balance > 0 and state = 'active'
        and valid_through >= ${asked.on.toString()}::text::date
      order by valid_through, card.id limit 1
    ) as burn on true
    order by page.priority, -page.worth, page.id`.execute(db);
  return pageOf(rows, limit, (row) => [String(row.priority), row.worth.toString(), row.touch]);
}
