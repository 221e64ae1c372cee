/** The issues that are kept, and whether one has gone out to anybody. */
import { constants, sql, type Connection } from "../database/sql.ts";
import type { Words } from "../kernel/language.ts";
import { issueKey } from "../planning/occasions/issue.ts";
import { madeStates } from "../planning/touch-states.ts";
import type { Conditions } from "../segments/contract.ts";

export interface IssueRow {
  number: number;
  on: Temporal.PlainDate;
  subject: Partial<Words>;
  body: Partial<Words>;
  conditions: Partial<Words> | null;
  segment: string | null;
  /** The segment's conditions as they were when the issue was saved. */
  readers: Conditions | null;
}

/** Letters of an issue wait some days at most. */
const longestWay = 60;
const issues = sql`
  select number, issue_on as "on", subject, body, conditions, segment, readers, exists (
      select from touch where on_day between issue_on and issue_on + ${sql.lit(longestWay)} and state in ${constants(madeStates)}
        and occasion_key = ${issueKey}
    ) as begun
  from newsletter_issue`;

/** The latest first. */
export async function listIssues(db: Connection): Promise<(IssueRow & { begun: boolean })[]> {
  return (await sql<IssueRow & { begun: boolean }>`${issues} order by issue_on desc, number desc`.execute(db))
    .rows;
}

/** Locked until the transaction ends, where that is asked. */
export async function findIssue(
  db: Connection,
  number: number,
  { lock = false } = {},
): Promise<(IssueRow & { begun: boolean }) | undefined> {
  const { rows } = await sql<IssueRow & { begun: boolean }>`
    ${issues} where number = ${number}::int ${lock ? sql`for update` : sql``}`.execute(db);
  return rows[0];
}

export async function writeIssue(db: Connection, issue: IssueRow): Promise<void> {
  const json = (value: unknown) => sql`${value === null ? null : JSON.stringify(value)}::text::jsonb`;
  await sql`
    insert into newsletter_issue (number, issue_on, subject, body, conditions, segment, readers)
    values (${issue.number}::int, ${issue.on.toString()}::text::date, ${json(issue.subject)}, ${json(issue.body)},
      ${json(issue.conditions)}, ${issue.segment}, ${json(issue.readers)})
    on conflict (number) do update set issue_on = excluded.issue_on, subject = excluded.subject, body = excluded.body,
      conditions = excluded.conditions, segment = excluded.segment, readers = excluded.readers`.execute(db);
}

export async function deleteIssue(db: Connection, number: number): Promise<void> {
  await sql`delete from newsletter_issue where number = ${number}::int`.execute(db);
}
