/** Files of clients for the tests of their import: what one comes to, and what stands in the base. */
import { allProblems } from "../../src/clients/actions/list-problems.ts";
import { previewImport, type ImportRequest } from "../../src/clients/actions/preview-import.ts";
import { discardImport } from "../../src/clients/actions/undo-import.ts";
import { birthdayText, type RowFacts } from "../../src/clients/import/facts.ts";
import { severityOf } from "../../src/clients/import/problems.ts";
import { holdLines, rowsOf, waitingBlocks } from "../../src/clients/store/import-blocks.ts";
import { stagedRows } from "../../src/clients/store/import-rows.ts";
import { sql, type Connection } from "../../src/database/sql.ts";
import type { BroughtFile } from "../../src/files/inspect.ts";
import { DomainError } from "../../src/kernel/errors.ts";

/** Sunday, 22 November 2026, 12:20 in Moscow. */
export const now = Temporal.Instant.from("2026-11-22T09:20:00Z");
export const clock = { now: () => now };
/** Where nothing is planned. */
export const replan = (): Promise<void> => Promise.resolve();

/** What a preview says of a file, short enough to be written by hand; nothing of it stays. */
export async function comesTo(
  db: Connection,
  file: BroughtFile,
  request: ImportRequest = {},
): Promise<object> {
  try {
    const { id, preview, counts } = await previewImport({ db, clock }, file, request);
    for await (const block of waitingBlocks(db, id))
      await holdLines(
        db,
        id,
        Array.from(rowsOf(block), ({ line }) => line),
      );
    const rows = await stagedRows(db, id, { after: 0, limit: 1000 });
    const complaints: string[] = [];
    for await (const { line, problems } of allProblems(db, id))
      for (const problem of problems) {
        const { code, column, value, other } = problem;
        const what = [column, value, other].filter((part) => part !== undefined).join(" | ");
        complaints.push(`${line}: ${severityOf(problem)} ${code}${what === "" ? "" : `: ${what}`}`);
      }
    await discardImport({ db }, id);
    const { suspiciousBirthdays = [], otherSheets = [] } = preview;
    return {
      ...(preview.sheet
        ? { sheet: preview.sheet }
        : { encoding: preview.encoding, delimiter: preview.delimiter }),
      ...(otherSheets.length > 0 ? { otherSheets } : {}),
      columns: preview.columns?.map(({ fact }) => fact),
      ...(suspiciousBirthdays.length > 0 ? { suspiciousBirthdays } : {}),
      ...(counts.consentsWithoutWording ? { consentsWithoutWording: counts.consentsWithoutWording } : {}),
      rows: rows.map(({ line, facts }) => ({ line, ...short(facts) })),
      complaints,
    };
  } catch (error) {
    if (error instanceof DomainError) return { refused: `${error.code}: ${error.message}` };
    throw error;
  }
}

function short({ keys: _, phones, birthday, consents, wishes, ...facts }: RowFacts): object {
  const told = {
    ...facts,
    birthday: birthday && birthdayText(birthday),
    phones: phones.map(({ value, extension }) => (extension === null ? value : `${value} ext. ${extension}`)),
    consents: consents.map(
      ({ purpose, channel, given, on, wording }) =>
        `${given ? "yes" : "no"} ${purpose} ${channel}${on ? ` ${on}` : ""}${wording ? ` by ${wording}` : ""}`,
    ),
    wishes: wishes.map(({ scope, channel, words }) => `${channel ?? scope}: ${words}`),
  };
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null && value.length > 0));
}

const tables = [
  "client",
  "client_external_id",
  "contact_point",
  "contact_address",
  "consent",
  "do_not_disturb",
  "silenced_address",
  "imported_row",
] as const;

/** Everything about clients, by table, in an order that does not depend on when it was written. */
export async function standing(db: Connection): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const table of tables) {
    const { rows } = await sql<{ row: string }>`
      select to_jsonb(kept)::text as row from ${sql.table(table)} as kept order by 1`.execute(db);
    found[table] = rows.map(({ row }) => row);
  }
  return found;
}
