/** What the statements of a month are made of, many cards in one statement. */
import { ownerOf } from "../../clients/store/merged.ts";
import type { RawBuilder } from "kysely";
import { sql, type Connection } from "../../database/sql.ts";
import { dayIn } from "../../kernel/clock.ts";
import { assert } from "../../kernel/assert.ts";
import { readTables, type MonthRows, type Tables } from "./month-tables.ts";

/** Where a batch begins or ends: with this card in order of client and card. */
export interface CardPlace {
  clientId: string;
  cardId: string;
}

export const beforeAll: CardPlace = {
  clientId: "00000000-0000-0000-0000-000000000000",
  cardId: "00000000-0000-0000-0000-000000000000",
};

interface Asked {
  month: Temporal.PlainYearMonth;
  /** What is past its last valid day by now is stated as burned, whether or not a job has booked it. */
  now: Temporal.Instant;
  /** With the clients' names, which only papers say. */
  named: boolean;
}

/** The last of the next `limit` cards in order of client and card; undefined: there is none after this one. */
export async function endOfBatch(
  db: Connection,
  { after, limit }: { after: CardPlace; limit: number },
): Promise<CardPlace | undefined> {
  const { rows } = await sql<CardPlace>`
    select client_id as "clientId", id as "cardId" from (
      select client_id, id from card where (client_id, id) > (${after.clientId}::uuid, ${after.cardId}::uuid)
      order by client_id, id limit ${limit}::int
    ) as batch order by client_id desc, id desc limit 1`.execute(db);
  return rows[0];
}

export async function monthOfCard(
  db: Connection,
  { number, ...asked }: Asked & { number: string },
): Promise<MonthRows | undefined> {
  const place = await placeOfCard(db, number);
  if (!place) return undefined;
  const { clientId, cardId } = place;
  const rows = await readMonths(db, asked, {
    from: clientId,
    through: clientId,
    cards: sql`card.id = ${cardId}::uuid`,
  });
  return rows[0];
}

/** After one card through another, in order of client and card, those with nothing to say too. */
export const monthsOfCards = (
  db: Connection,
  { after, through, ...asked }: Asked & { after: CardPlace; through: CardPlace },
): Promise<MonthRows[]> =>
  readMonths(db, asked, {
    from: after.clientId,
    through: through.clientId,
    cards: sql`(card.client_id, card.id) > (${after.clientId}::uuid, ${after.cardId}::uuid)
      and (card.client_id, card.id) <= (${through.clientId}::uuid, ${through.cardId}::uuid)`,
  });

/** Of a person's words: what would end a cell or a line. */
const plain = (text: string) => `translate(${text}, E'\\t\\n', '  ')`;
const owner = plain("trim(concat_ws(' ', family_name, given_name, patronymic))");

/** An empty cell where there is nothing, which would shift those behind it. */
const orEmpty = (cell: string) => `coalesce((${cell})::text, '')`;

/** Of a card with a bonus that has lapsed by now at the latest place on earth; whether at its office, is seen there. */
const lapse = (cell: string) => orEmpty(`case when may_have_lapsed then ${cell} end`);

/** The first day without the bonus, by what was promised up to the month's end. */
const burnsOn = "promised_through + 1";

/**
 * Through when the bonus could be spent by what was promised before `end`. What the card says holds unless something was
 * promised later: only then its past is looked at.
 */
const promisedThrough = (end: RawBuilder<unknown>) => sql`
  case when last_presented_on < ${end} and not (select given from graces) then valid_through else greatest(
    (select (sold_on + validity)::date from in_force
      where in_force.card_type = card.card_type and sold_on >= first_day and sold_on < next_starts_on),
    (select max((presented_on + validity)::date) from presentation p join in_force
      on in_force.card_type = card.card_type and presented_on >= first_day and presented_on < next_starts_on
      where p.client_id = card.client_id and p.card_id = card.id and presented_on < ${end}),
    case when (select given from graces) then (select max(through) from prolongation g
      where g.client_id = card.client_id and g.card_id = card.id and given_on >= g.sold_on
        and given_on < ${end}) end
  ) end`;

/** A line for each row, a tab between its cells: far cheaper to read than a row, or JSON, for each. */
const table = (cells: readonly string[], order = "") =>
  sql.raw(`string_agg(concat_ws(E'\\t', ${cells.join(", ")}), E'\\n' ${order})`);

/** The posting `p` changes what was booked as burned on its day: the first burn of a day has a key without a number. */
const correctsBurn = sql`(p.kind = 'restored' or p.kind = 'burned' and p.idempotency_key like 'burn:%:%:%')`;

/** The refund that the posting `p` was booked with. */
const refundOf = sql`refund r where r.client_id = p.client_id and r.card_id = p.card_id and r.booked_at = p.booked_at`;

/**
 * Plan: one range of clients in every table, each by its primary key. Nothing that was grouped is joined to anything
 * else: how many rows a group comes to no planner guesses, and it would take a loop in a loop. What was before the
 * month is not read: a card began it with what it has now less what changed since.
 *
 * What a refund reversed is on the purchase's day in the ledger, and what it made of a burn on the day of the burn, which
 * keeps the validity right; the client is told of it on the day of the refund, found by the moment that all of it was
 * booked at. So a month that was stated is stated again in the same words.
 */
async function readMonths(
  db: Connection,
  { month, now, named }: Asked,
  { from, through, cards }: { from: string; through: string; cards: RawBuilder<unknown> },
): Promise<MonthRows[]> {
  const begin = sql`${month.toPlainDate({ day: 1 }).toString()}::text::date`;
  const end = sql`${month.add({ months: 1 }).toPlainDate({ day: 1 }).toString()}::text::date`;
  const inReach = (column: string) => sql`${sql.raw(column)} between ${from}::uuid and ${through}::uuid`;
  const { rows } = await sql<Tables>`
    with in_force as materialized (
      select card_type, validity::interval as validity, first_day, next_starts_on from program_in_force
    ), graces as materialized (
      select exists (select from grace) or exists (select from card_grace where ${inReach("client_id")}) as given
    ), since as materialized (
      select * from (
        select p.card_id, p.kind, p.on_account as account, p.gained as amount,
          case when ${correctsBurn} then (select r.dealing_id from ${refundOf} limit 1) else p.dealing_id end as dealing_id,
          case when p.kind = 'reversed' or ${correctsBurn} then coalesce((
            select max(r.refunded_on) from ${refundOf}
          ), p.happened_on) else p.happened_on end as on_day
        from posting p
        where ${inReach("p.client_id")} and (p.happened_on >= ${begin} or p.kind = 'reversed' or ${correctsBurn})
      ) as booked where on_day >= ${begin}
    )
    select (
      select ${table(
        [
          "client_id",
          "id",
          "number",
          "balance",
          "deposit",
          burnsOn,
          lapse("valid_through + 1"),
          lapse("sold_at_office_id"),
          ...(named ? [owner] : []),
        ],
        "order by client_id, id",
      )}
      from (
        select card.client_id, card.id, number, balance, deposit, valid_through, sold_at_office_id,
          ${named ? sql`family_name, given_name, patronymic,` : sql``}
          balance > 0 and valid_through < ${dayIn("Etc/GMT-14", now).toString()}::text::date as may_have_lapsed,
          ${promisedThrough(end)} as promised_through
        from card ${named ? sql`left join client on client.id = ${ownerOf("card.client_id")}` : sql``} where ${inReach("card.client_id")} and ${cards}
      ) as stated
    ) as cards, (
      select ${table(["card_id", "on_day", "kind", "account", "amount", orEmpty("dealing_id")])} from since where on_day < ${end}
    ) as moves, (
      select ${table(["card_id", "account", "amount"])}
      from (select card_id, account, sum(amount) as amount from since where on_day >= ${end} group by card_id, account) as summed
    ) as later, (
      select ${table(["card_id", "id", "happened_on", orEmpty("office_id"), "price", "discount", "paid"], "order by id")} from dealing
      where ${inReach("client_id")} and card_id is not null and happened_on >= ${begin} and happened_on < ${end}
    ) as purchases, (
      select ${table(["card_id", "dealing_id", "refunded_on", orEmpty("office_id"), "price"], "order by dealing_id")} from (
        select r.card_id, r.dealing_id, refunded_on, d.office_id, sum(r.price) as price
        from refund r join dealing d on d.client_id = r.client_id and d.id = r.dealing_id
        where ${inReach("r.client_id")} and refunded_on >= ${begin} and refunded_on < ${end}
        group by r.card_id, r.dealing_id, refunded_on, d.office_id
      ) as by_day
    ) as refunds, (select ${table(["id", "zone", plain("name")])} from office) as offices,
    (select zone from business) as zone`.execute(db);
  assert(rows[0], "one row, whatever is in reach");
  return readTables(rows[0], { month: month.toString(), now });
}

/** Where the card with this number stands in the order of a batch. */
export async function placeOfCard(db: Connection, number: string): Promise<CardPlace | undefined> {
  const { rows } = await sql<CardPlace>`
    select client_id as "clientId", card_id as "cardId" from card_number where number = ${number}`.execute(
    db,
  );
  return rows[0];
}
