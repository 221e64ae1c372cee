/** Issues of the newsletter are saved under their number until the first letter has left, and taken back until then. */
import { loadSettings } from "../../business/store.ts";
import type { Connection } from "../../database/sql.ts";
import { dayIn, type Clock } from "../../kernel/clock.ts";
import { DomainError } from "../../kernel/errors.ts";
import { readSegment } from "../../segments/actions/keep-segments.ts";
import type { Issue, NewIssue } from "../contract.ts";
import { checkedWords, issueTag } from "../issue.ts";
import { deleteIssue, findIssue, listIssues, writeIssue, type IssueRow } from "../store.ts";

export interface IssueDesk {
  db: Connection;
  clock: Clock;
}

/** What whoever saves has read: the ETag of the issue, or that there was none. */
export interface IssueRead {
  tag?: string | undefined;
  none?: boolean;
}

export async function readIssues(db: Connection): Promise<Issue[]> {
  return (await listIssues(db)).map(shown);
}

/** Throws `not_found`. */
export async function readIssue(db: Connection, number: number): Promise<Issue> {
  const found = await findIssue(db, number);
  if (!found) throw noSuchIssue(number);
  return shown(found);
}

/**
 * The issue of this number becomes this one. Its segment is taken as it is now. Throws `bad_input`, `not_found` for a segment
 * that is not there, `changed_meanwhile`, `wrong_state` once a letter of it has left.
 */
export function saveIssue(
  { db, clock }: IssueDesk,
  number: number,
  { on, segment: named, ...said }: NewIssue,
  read: IssueRead = {},
): Promise<Issue> {
  return db.transaction().execute(async (trx) => {
    const before = await findIssue(trx, number, { lock: true });
    refuseChanged(before, read);
    refuseBegun(before);
    const { zone, language } = await loadSettings(trx);
    const day = Temporal.PlainDate.from(on);
    if (Temporal.PlainDate.compare(day, dayIn(zone, clock.now())) < 0)
      throw new DomainError("bad_input", "on: expected today or a day to come.", { place: { field: "on" } });
    const segment = named?.trim() || null;
    const readers = segment === null ? null : (await readSegment(trx, segment)).conditions;
    const issue = { number, on: day, ...checkedWords(said, language), segment, readers };
    await writeIssue(trx, issue);
    return shown({ ...issue, begun: false });
  });
}

/** Throws `not_found`, `changed_meanwhile`, `wrong_state` once a letter of it has left. */
export function dropIssue(db: Connection, number: number, read: IssueRead = {}): Promise<void> {
  return db.transaction().execute(async (trx) => {
    const before = await findIssue(trx, number, { lock: true });
    if (!before) throw noSuchIssue(number);
    refuseChanged(before, read);
    refuseBegun(before);
    await deleteIssue(trx, number);
  });
}

function refuseChanged(before: IssueRow | undefined, { tag, none }: IssueRead): void {
  if ((none && before) || (tag !== undefined && tag !== (before && shown({ ...before, begun: false }).etag)))
    throw new DomainError(
      "changed_meanwhile",
      "The issue has changed since it was read. Read it again and look at what is different.",
      { place: { field: none ? "if-none-match" : "if-match" } },
    );
}

function refuseBegun(before: { begun: boolean; number: number } | undefined): void {
  if (before?.begun)
    throw new DomainError(
      "wrong_state",
      `Issue ${before.number} has gone out to somebody and stays as it is.`,
      {
        place: { field: "number" },
      },
    );
}

/** The tag is of what people say, and not of what becomes of it. */
function shown({
  number,
  on,
  subject,
  body,
  conditions,
  segment,
  readers,
  begun,
}: IssueRow & { begun: boolean }): Issue {
  const said = { number, on: on.toString(), subject, body, conditions, segment };
  return { ...said, begun, etag: issueTag({ ...said, readers }) };
}

const noSuchIssue = (number: number): DomainError =>
  new DomainError("not_found", `There is no issue ${number}.`, { place: { field: "number" } });
