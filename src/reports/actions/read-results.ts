/** The owner's morning, the lists behind its numbers, and these lists as files. */
import type { Reader } from "../../business/reader.ts";
import { fullName } from "../../clients/person-name.ts";
import { atOneMoment } from "../../database/one-moment.ts";
import type { Connection } from "../../database/sql.ts";
import type { WrittenTable } from "../../files/written-table.ts";
import { fromCursor, keyPart, pageOf } from "../../kernel/cursor.ts";
import type { Language, Words } from "../../kernel/language.ts";
import { toDecimal } from "../../kernel/money.ts";
import { averageCallSeconds } from "../../planning/store/operators.ts";
import { readEtiquette } from "../../planning/actions/change-etiquette.ts";
import { periodsOf, type DayRange } from "../periods.ts";
import {
  periods,
  type ResultList,
  type ResultListQuery,
  type ResultRows,
  type Results,
} from "../results-contract.ts";
import { returnedIn } from "./count-returned.ts";
import { loadListed, resultSources, type ListAsked, type ListedRow } from "../store/result-rows.ts";
import { loadFigures, loadOperatorMinutes, type FigureRow } from "../store/results.ts";

export const readResults = (db: Connection, { now, today, business }: Reader): Promise<Results> =>
  atOneMoment(db, async (trx) => {
    const ranges = periodsOf(today);
    const whole = { from: ranges.lastMonth.from, through: today };
    const rows = await loadFigures(trx, { periods: ranges, whole, zone: business.zone });
    const returned = await returnedIn(trx, ranges);
    const minutes = await loadOperatorMinutes(trx, ranges);
    const callSeconds = await averageCallSeconds(trx, now, await readEtiquette(trx));
    const of = (tell: (row: FigureRow) => string) => {
      const told = periods.map((period) => {
        const row = rows.find((one) => one.period === period);
        return [period, row ? tell(row) : "0"];
      });
      return Object.fromEntries(told) as Pick<Results["figures"][number], (typeof periods)[number]>;
    };
    const calls = (period: string) => {
      const found = minutes.get(period) ?? null;
      return found === null ? null : Math.floor((found * 60) / callSeconds);
    };
    const count = { kind: "count" } as const;
    const money = { kind: "money" } as const;
    return {
      today: today.toString(),
      periods: Object.fromEntries(
        Object.entries(ranges).map(([period, range]) => [period, tellRange(range)]),
      ) as Results["periods"],
      figures: [
        { figure: "returned", list: "returned", ...count, ...returnedWords(returned) },
        { figure: "purchases", list: "purchases", ...count, ...of((row) => String(row.purchases)) },
        { figure: "turnover", list: "purchases", ...money, ...of(({ turnover }) => toDecimal(turnover)) },
        { figure: "cards", list: "cards", ...count, ...of(({ cards }) => String(cards)) },
        { figure: "cardIncome", list: "cards", ...money, ...of((row) => toDecimal(row.cardIncome)) },
        { figure: "talks", list: "calls", ...count, ...of(({ talks }) => String(talks)) },
        { figure: "calls", list: "calls", ...count, ...of((row) => String(row.calls)) },
      ],
      operators: {
        today: calls("today"),
        month: calls("month"),
        before: calls("before"),
        lastMonth: calls("lastMonth"),
        callSeconds,
      },
    };
  });

const returnedWords = (returned: Record<(typeof periods)[number], number>) => ({
  today: String(returned.today),
  month: String(returned.month),
  before: String(returned.before),
  lastMonth: String(returned.lastMonth),
});

const tellRange = ({ from, through }: DayRange) => ({ from: from.toString(), through: through.toString() });

const clientTitle: Words = { ru: "Клиент", en: "Client" };
const outcomes: Record<string, Words> = {
  done: { ru: "поговорили", en: "talked" },
  no_answer: { ru: "нет ответа", en: "no answer" },
  busy: { ru: "занято", en: "busy" },
  wrong_number: { ru: "не тот номер", en: "wrong number" },
  call_back: { ru: "перезвонить", en: "call back" },
  refused: { ru: "отказ", en: "refused" },
  do_not_disturb: { ru: "не беспокоить", en: "do not disturb" },
  complaint: { ru: "жалоба", en: "complaint" },
};

const shown = 100;
/** More are no list that anybody reads. */
const mostWritten = 50_000;

interface Asked {
  list: ResultList;
  query: ResultListQuery;
}

/** Throws `bad_input` for a cursor of another list. */
export async function readResultRows(db: Connection, reader: Reader, asked: Asked): Promise<ResultRows> {
  const { list, query } = asked;
  const key = fromCursor(query.cursor, [keyPart.day, keyPart.id]);
  const range = rangeOf(asked, reader.today);
  const after = key && { on: key[0] ?? "", row: key[1] ?? "" };
  const rows = await loadListed(db, list, { ...whatOf(asked, reader, range), after, limit: shown + 1 });
  const { page, next } = pageOf(rows, shown, ({ on, row }) => [on.toString(), row]);
  return {
    list,
    ...tellRange(range),
    columns: resultSources[list].columns.map(({ title, kind }) => ({ title: title[reader.language], kind })),
    rows: page.map((row) => ({
      client: row.client,
      name: fullName(row),
      cells: cellsOf(list, row, reader.language),
    })),
    next,
  };
}

export interface WrittenList {
  table: WrittenTable;
  /** Whom it names. */
  clients: string[];
}

/** The whole list as a table to take along. */
export async function writeResultRows(db: Connection, reader: Reader, asked: Asked): Promise<WrittenList> {
  const { list } = asked;
  const { language } = reader;
  const range = rangeOf(asked, reader.today);
  const what = { ...whatOf(asked, reader, range), after: undefined, limit: mostWritten };
  const rows = await loadListed(db, list, what);
  const { title, columns } = resultSources[list];
  return {
    table: {
      name: title[language],
      language,
      columns: [
        { title: clientTitle[language], kind: "text" },
        ...columns.map((column) => ({ title: column.title[language], kind: column.kind })),
      ],
      rows: rows.map((row) => [fullName(row), ...cellsOf(list, row, language)]),
    },
    clients: [...new Set(rows.map(({ client }) => client))],
  };
}

function rangeOf({ list, query }: Asked, today: Temporal.PlainDate): DayRange {
  if (list === "burning") return { from: today, through: today.add({ days: (query.days ?? 30) - 1 }) };
  return periodsOf(today)[query.period ?? "month"];
}

const whatOf = (
  { query }: Asked,
  { business }: Reader,
  range: DayRange,
): Omit<ListAsked, "after" | "limit"> => ({ range, office: query.office, zone: business.zone });

const cellsOf = (list: ResultList, { cells }: ListedRow, language: Language): (string | null)[] =>
  cells.map((cell, at) => {
    if (cell === null) return null;
    const kind = resultSources[list].columns[at]?.kind;
    if (kind === "money") return toDecimal(BigInt(cell));
    return list === "calls" && at === 2 ? (outcomes[cell]?.[language] ?? cell) : cell;
  });
