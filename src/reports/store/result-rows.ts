/** The lists behind the owner's figures, the latest first, a page at a time. */
import type { RawBuilder } from "kysely";
import { constants, sql, type Connection } from "../../database/sql.ts";
import { ownerOf, recordsOf } from "../../clients/store/merged.ts";
import type { ColumnKind } from "../../files/written-table.ts";
import type { Words } from "../../kernel/language.ts";
import type { DayRange } from "../periods.ts";
import type { ResultList } from "../results-contract.ts";
import { hereBefore, visits } from "./returned.ts";

export interface ListAsked {
  range: DayRange;
  office: string | undefined;
  zone: string;
  /** Where the page begins: after this day and row. */
  after: { on: string; row: string } | undefined;
  limit: number;
}

export interface ListedRow {
  client: string;
  familyName: string;
  givenName: string;
  patronymic: string;
  on: Temporal.PlainDate;
  row: string;
  /** Text, a count, kopecks or YYYY-MM-DD, as the columns say. */
  cells: (string | null)[];
}

interface ListSource {
  title: Words;
  columns: readonly { title: Words; kind: ColumnKind }[];
  /** Yields client_id, on_day, row_id, cells (a text array below the columns). */
  select(asked: ListAsked): RawBuilder<unknown>;
  /** The earliest first: what is due. */
  ascending?: true;
}

const day = (date: Temporal.PlainDate) => sql`${date.toString()}::text::date`;
const within = (column: string, { from, through }: DayRange) =>
  sql`${sql.ref(column)} between ${day(from)} and ${day(through)}`;
const ofOffice = (column: string, office: string | undefined) =>
  office === undefined ? sql`` : sql`and ${sql.ref(column)} = ${office}::text::uuid`;
const dayColumn = { title: { ru: "День", en: "Day" }, kind: "day" } as const;
const officeColumn = { title: { ru: "Офис", en: "Office" }, kind: "text" } as const;

export const resultSources: Record<ResultList, ListSource> = {
  returned: {
    title: { ru: "Клиенты вернулись", en: "Clients who came back" },
    columns: [
      { title: { ru: "Последний раз", en: "Last here" }, kind: "day" },
      { title: { ru: "Дней у нас", en: "Days here" }, kind: "count" },
      { title: { ru: "Заплатили", en: "Paid" }, kind: "money" },
    ],
    select: ({ range }) => sql`
      select client_id, last_day as on_day, client_id as row_id,
        array[last_day::text, days::text, paid::text] as cells
      from (
        select client_id, min(on_day) as first_day, max(on_day) as last_day, count(*) as days from (${visits(range)}) as visit
        group by client_id
      ) as person cross join lateral (
        select coalesce(sum(dealing.paid), 0) as paid
        from ${recordsOf("person.client_id")} as record join dealing on dealing.client_id = record.id
        where ${within("dealing.happened_on", range)}
      ) as bought
      where days > 1 or ${hereBefore("person.client_id", "person.first_day")}`,
  },
  purchases: {
    title: { ru: "Покупки", en: "Purchases" },
    columns: [
      dayColumn,
      officeColumn,
      { title: { ru: "Цена", en: "Price" }, kind: "money" },
      { title: { ru: "Бонусами", en: "With bonus" }, kind: "money" },
      { title: { ru: "Деньгами", en: "In money" }, kind: "money" },
    ],
    select: ({ range, office }) => sql`
      select client_id, happened_on as on_day, dealing.id as row_id,
        array[happened_on::text, office.name, price::text, redeemed::text, paid::text] as cells
      from dealing left join office on office.id = dealing.office_id
      where ${within("happened_on", range)} and price > 0 ${ofOffice("dealing.office_id", office)}`,
  },
  cards: {
    title: { ru: "Карты проданы", en: "Cards sold" },
    columns: [
      dayColumn,
      officeColumn,
      { title: { ru: "Карта", en: "Card" }, kind: "text" },
      { title: { ru: "Цена", en: "Price" }, kind: "money" },
    ],
    select: ({ range, office }) => sql`
      select client_id, sold_on as on_day, card.id as row_id,
        array[sold_on::text, office.name, number, price::text] as cells
      from card left join office on office.id = card.sold_at_office_id
      where ${within("sold_on", range)} and price > 0 ${ofOffice("card.sold_at_office_id", office)}`,
  },
  calls: {
    title: { ru: "Звонки", en: "Calls" },
    columns: [
      dayColumn,
      { title: { ru: "Оператор", en: "Operator" }, kind: "text" },
      { title: { ru: "Чем кончился", en: "How it ended" }, kind: "text" },
    ],
    select: ({ range, zone }) => sql`
      select call.client_id, (ended_at at time zone ${zone}::text)::date as on_day, call.id as row_id,
        array[((ended_at at time zone ${zone}::text)::date)::text, staff.name, outcome] as cells
      from call left join staff_member as staff on staff.id = call.staff_member_id
      where outcome is not null and outcome not in ${constants(["given_back", "lease_over"])}
        and ended_at >= (${day(range.from)}::timestamp at time zone ${zone}::text)
        and ended_at < (${day(range.through.add({ days: 1 }))}::timestamp at time zone ${zone}::text)`,
  },
  burning: {
    title: { ru: "Бонусы сгорят", en: "Bonus that burns" },
    columns: [
      { title: { ru: "Действуют по", en: "Good through" }, kind: "day" },
      { title: { ru: "Карта", en: "Card" }, kind: "text" },
      { title: { ru: "Офис", en: "Office" }, kind: "text" },
      { title: { ru: "Сгорит", en: "Burns" }, kind: "money" },
    ],
    ascending: true,
    // Served by card_burns.
    select: ({ range, office }) => sql`
      select client_id, valid_through as on_day, card.id as row_id,
        array[valid_through::text, number, office.name, balance::text] as cells
      from card left join office on office.id = coalesce(last_presented_office_id, sold_at_office_id)
      where has_bonus and balance > 0 and ${within("valid_through", range)}
        ${office === undefined ? sql`` : sql`and coalesce(last_presented_office_id, sold_at_office_id) = ${office}::text::uuid`}`,
  },
};

export async function loadListed(db: Connection, list: ResultList, asked: ListAsked): Promise<ListedRow[]> {
  const { select, ascending } = resultSources[list];
  const { after, limit } = asked;
  const direction = sql.raw(ascending ? "asc" : "desc");
  const compare = sql.raw(ascending ? ">" : "<");
  const beyond =
    after === undefined
      ? sql``
      : sql`where (on_day, row_id) ${compare} (${after.on}::text::date, ${after.row}::text::uuid)`;
  const { rows } = await sql<ListedRow>`
    with page as materialized (
      select * from (${select(asked)}) as listed ${beyond}
      order by on_day ${direction}, row_id ${direction} limit ${limit}::int
    )
    select client.id as client, family_name as "familyName", given_name as "givenName", patronymic, on_day as on,
      row_id::text as row, to_jsonb(cells) as cells
    from page join client on client.id = ${ownerOf("page.client_id")}
    order by on_day ${direction}, row_id ${direction}`.execute(db);
  return rows;
}
