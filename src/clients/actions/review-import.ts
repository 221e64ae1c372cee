/** Holds the rows of an import to what is known: who is new, what differs, whose address it is already. Writes remarks only. */
import { loadSettings } from "../../business/store.ts";
import { dayIn } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import type { Connection } from "../../database/sql.ts";
import { refuseIfInterrupted } from "../../kernel/interruption.ts";
import { fullName } from "../person-name.ts";
import { introduce, memoryOf } from "../import/directory.ts";
import { recognise, type Recognised } from "../import/identity.ts";
import { noRows, type ImportOptions, type RowCounts } from "../import/import.ts";
import type { KnownClient } from "../import/known-client.ts";
import type { Problem } from "../import/problems.ts";
import { changesNothing, takeRow, type TakenRow } from "../import/take-row.ts";
import { directoryFor } from "../store/import-batch.ts";
import { isAnySilenced, officeNames, silencedAmong } from "../store/import-directory.ts";
import { keysOf, rowsOf, waitingBlocks } from "../store/import-blocks.ts";
import { countStaged, sharedKeys, stagedRows } from "../store/import-rows.ts";
import { addProblems, type RowProblems } from "../store/imports.ts";
import type { ImportWork } from "./import-work.ts";

interface ReviewOptions {
  id: string;
  options: ImportOptions;
  startedAt: Temporal.Instant;
}

const rowsPerBatch = 2000;

export async function reviewImport(
  { db, signal, onProgress }: ImportWork,
  { id, options, startedAt: at }: ReviewOptions,
): Promise<RowCounts> {
  const { zone } = await loadSettings(db);
  const today = dayIn(zone, at);
  const offices = new Map(
    (await officeNames(db)).map((office) => [office.id, `${office.city}, ${office.name}`]),
  );
  const { alone, together } = await countStaged(db, id);
  // Whoever has nothing in common with anybody is somebody new.
  const count = { ...noRows(), made: alone };
  await remarkSilencedAlone(db, id, { at, today });
  const memory = memoryOf(await sharedKeys(db, id));
  let reviewed = 0;
  for (let after = 0; ;) {
    refuseIfInterrupted(signal);
    const batch = await stagedRows(db, id, { after, limit: rowsPerBatch });
    if (batch.length === 0) return count;
    const directory = await directoryFor(db, batch, { lock: false, at, today, memory });
    const taken = batch.map(({ line, facts }) => {
      const recognised = recognise(facts, directory);
      const row = takeRow(facts, recognised.client, { ...options, at, zone, makeId: newId });
      introduce(directory, row.client, facts);
      memory.remember(row.client, facts, countRow(count, row));
      const problems = [
        ...remarks(recognised, row),
        ...row.problems.map((problem) => withOffice(problem, offices)),
      ];
      row.client.line ??= line;
      return { line, row, problems };
    });
    const added = taken.flatMap(({ row }) => row.points.map(({ kind, value }) => `${kind}:${value}`));
    const silenced = await silencedAmong(db, [...new Set(added)], { at, today });
    await addProblems(
      db,
      id,
      taken.flatMap((row) => problemsOf(row, silenced)),
    );
    reviewed += batch.length;
    after = batch.at(-1)?.line ?? after;
    onProgress?.("reviewing", reviewed, together);
  }
}

/** Addresses of rows that are alone and that asked not to be disturbed. */
async function remarkSilencedAlone(
  db: Connection,
  id: string,
  now: { at: Temporal.Instant; today: Temporal.PlainDate },
): Promise<void> {
  if (!(await isAnySilenced(db))) return;
  for await (const block of waitingBlocks(db, id)) {
    const keyed = Array.from(rowsOf(block), keysOf);
    const silenced = await silencedAmong(
      db,
      keyed.flatMap(({ keys }) => keys.filter((key) => /^(?:phone|email):/.test(key))),
      now,
    );
    const problems = keyed.flatMap(({ line, keys }): RowProblems[] => {
      const silent = keys
        .filter((key) => silenced.has(key))
        .map((key) => ({ code: "silenced" as const, value: key.slice(key.indexOf(":") + 1) }));
      return silent.length === 0 ? [] : [{ line, leftOut: false, problems: silent, cells: null }];
    });
    await addProblems(db, id, problems);
  }
}

export function countRow(count: RowCounts, row: TakenRow): "made" | "changed" | "unchanged" {
  const what = row.isNew ? "made" : changesNothing(row) ? "unchanged" : "changed";
  count[what]++;
  if (row.problems.some(({ code }) => code === "differs")) count.differing++;
  return what;
}

const nameOf = (client: KnownClient): string =>
  fullName(client) || client.externalId || [...client.addresses][0]?.replace(/^\w+:/, "") || client.id;

function remarks({ ambiguous, shared }: Recognised, { client }: TakenRow): Problem[] {
  return [
    ...(client.line === undefined ? [] : [{ code: "repeated" as const, other: String(client.line) }]),
    ...(ambiguous ? [{ code: "several_fit" as const, other: nameOf(client) }] : []),
    ...shared.slice(0, 3).map(({ key, owner }) => ({
      code: "shared_address" as const,
      value: key.slice(key.indexOf(":") + 1),
      other: nameOf(owner),
    })),
  ];
}

function withOffice(problem: Problem, offices: ReadonlyMap<string, string>): Problem {
  if (problem.fact !== "homeOffice") return problem;
  const name = (id: string | undefined) => offices.get(id ?? "") ?? id ?? "";
  return { ...problem, value: name(problem.value), other: name(problem.other) };
}

function problemsOf(
  { line, row, problems }: { line: number; row: TakenRow; problems: Problem[] },
  silenced: ReadonlySet<string>,
): RowProblems[] {
  const silent = row.points
    .filter(({ kind, value }) => silenced.has(`${kind}:${value}`))
    .map(({ value }) => ({ code: "silenced" as const, value }));
  const all = [...problems, ...silent];
  return all.length === 0 ? [] : [{ line, leftOut: false, problems: all, cells: null }];
}
