/** An issue of the newsletter comes out, for every client with an e-mail address whom it is for. */
import type { RawBuilder } from "kysely";
import { sql } from "../../database/sql.ts";
import { fits } from "../../segments/store/conditions.ts";
import { day, onlyClients, type OccasionRange, type OccasionSource } from "../occasion.ts";

/** Of an issue's number. */
export const issueKey = sql`'issue:' || number`;

export const issue: OccasionSource = {
  kind: "issue",
  isForMost: true,
  // What is said of an issue is said once, not for every client. On a day without one, which is most, nobody's addresses are
  // read.
  select: (range) => sql`
    select reader.client_id, issue.occasion_key, issue.issue_on as occasion_date, issue.facts, 0::bigint as worth
    from (
      select number, issue_on, ${issueKey} as occasion_key, jsonb_build_object('number', number, 'subjectRu', subject ->> 'ru',
        'subjectEn', subject ->> 'en') as facts
      from newsletter_issue ${comesOut(range)} offset 0
    ) as issue
    cross join (
      select distinct client_id from contact_point
      where exists (select from newsletter_issue ${comesOut(range)}) and kind = 'email' ${onlyClients("client_id", range)}
    ) as reader ${isFor(range)}`,
  say(facts, { language }) {
    const other = language === "ru" ? facts["subjectEn"] : facts["subjectRu"];
    const subject = facts[language === "ru" ? "subjectRu" : "subjectEn"] ?? other;
    return {
      ru: `выпуск № ${facts["number"]}: ${subject}`,
      en: `issue no. ${facts["number"]}: ${subject}`,
    }[language];
  },
};

const comesOut = ({ from, to }: OccasionRange) => sql`where issue_on between ${day(from)} and ${day(to)}`;

/** `where …`: who fits the segment of an issue that has one, as they are on the day. */
function isFor(range: OccasionRange): RawBuilder<unknown> {
  const { issueReaders, at, on } = range;
  if (issueReaders.length === 0) return sql``;
  const chosen = issueReaders.map(
    ({ number, conditions }) => sql`
      when ${sql.lit(number)} then reader.client_id in (
        select client.id from client where ${fits(conditions, { now: at, today: on })} ${onlyClients("client.id", range)}
      )`,
  );
  return sql`where case issue.number ${sql.join(chosen, sql` `)} else true end`;
}
