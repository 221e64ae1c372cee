/** Two texts line by line, side by side: what both have stands in one row, what one of them has alone in its own. */
export interface Pair {
  left: { number: number; text: string } | undefined;
  right: { number: number; text: string } | undefined;
  same: boolean;
}

export function comparedLines(before: string, after: string): Pair[] {
  const left = linesOf(before);
  const right = linesOf(after);
  const common = commonLengths(left, right);
  const pairs: Pair[] = [];
  let [a, b] = [0, 0];
  while (a < left.length || b < right.length) {
    const [one, other] = [left[a], right[b]];
    if (one !== undefined && one === other) {
      pairs.push({ left: { number: ++a, text: one }, right: { number: ++b, text: one }, same: true });
      continue;
    }
    const takesLeft =
      other === undefined || (one !== undefined && at(common, a + 1, b) >= at(common, a, b + 1));
    if (takesLeft) pairs.push({ left: { number: ++a, text: one ?? "" }, right: undefined, same: false });
    else pairs.push({ left: undefined, right: { number: ++b, text: other }, same: false });
  }
  return besideEachOther(pairs);
}

const linesOf = (text: string): string[] => text.replace(/\n$/, "").split("\n");
const at = (table: readonly (readonly number[])[], a: number, b: number): number => table[a]?.[b] ?? 0;

/** How many lines the ends from `a` and `b` have in common, in order. */
function commonLengths(left: readonly string[], right: readonly string[]): number[][] {
  const table = Array.from({ length: left.length + 1 }, () =>
    Array.from({ length: right.length + 1 }, () => 0),
  );
  for (let a = left.length - 1; a >= 0; a--)
    for (let b = right.length - 1; b >= 0; b--) {
      const row = table[a];
      if (row)
        row[b] =
          left[a] === right[b]
            ? at(table, a + 1, b + 1) + 1
            : Math.max(at(table, a + 1, b), at(table, a, b + 1));
    }
  return table;
}

/** What was taken out and what came in its place share their rows. */
function besideEachOther(pairs: readonly Pair[]): Pair[] {
  const rows: Pair[] = [];
  let run: Pair[] = [];
  const flush = () => {
    const gone = run.flatMap(({ left }) => left ?? []);
    const come = run.flatMap(({ right }) => right ?? []);
    for (let row = 0; row < Math.max(gone.length, come.length); row++)
      rows.push({ left: gone[row], right: come[row], same: false });
    run = [];
  };
  for (const pair of pairs) {
    if (!pair.same) run.push(pair);
    else {
      flush();
      rows.push(pair);
    }
  }
  flush();
  return rows;
}
