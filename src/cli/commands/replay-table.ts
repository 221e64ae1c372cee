/** Tables and bars of a replay's reports. */

export interface TableColumn {
  title: string;
  /** One for each row. */
  cells: string[];
}

/** As many tables below each other as it takes to keep within the width; every one begins with the names. */
export function columnsInTables(names: string[], columns: readonly TableColumn[], width: number): string[][] {
  const first = Math.max(...names.map(({ length }) => length), 0);
  const tables: TableColumn[][] = [];
  let left = 0;
  for (const column of columns) {
    const needed = widthOf(column) + 2;
    const table = tables.at(-1);
    if (table && needed <= left) {
      table.push(column);
      left -= needed;
    } else {
      tables.push([column]);
      left = width - first - needed;
    }
  }
  return tables.map((table) => drawn(names, first, table));
}

const widthOf = ({ title, cells }: TableColumn) =>
  Math.max(title.length, ...cells.map(({ length }) => length));

function drawn(names: string[], first: number, columns: TableColumn[]): string[] {
  const line = (name: string, cell: (column: TableColumn) => string) =>
    [name.padEnd(first), ...columns.map((column) => cell(column).padStart(widthOf(column)))].join("  ");
  const head = line("", ({ title }) => title);
  return [
    head,
    "─".repeat(head.length),
    ...names.map((name, at) => line(name, ({ cells }) => cells[at] ?? "")),
  ];
}

/** Indented, with an empty line between blocks. */
export const inBlocks = (blocks: readonly string[][]): string =>
  `\n${blocks.map((lines) => lines.map((line) => `  ${line}`.trimEnd()).join("\n")).join("\n\n")}\n\n`;

/** Never nothing for something. */
export const scaled = (value: bigint, most: bigint, width: number): number =>
  value === 0n ? 0 : Math.max(Math.round((Number(value) / Number(most)) * width), 1);
