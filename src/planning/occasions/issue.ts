/** An issue of the newsletter comes out, for every client with an e-mail address. */
import { sql } from "../../database/sql.ts";
import { day, onlyClients, type OccasionSource } from "../occasion.ts";

export const issue: OccasionSource = {
  kind: "issue",
  isForMost: true,
  // What is said of an issue is said once, not for every client.
  select: (range) => sql`
    select reader.client_id, issue.occasion_key, issue.issue_on as occasion_date, issue.facts, 0::bigint as worth
    from (
      select issue_on, 'issue:' || number as occasion_key, jsonb_build_object('number', number, 'subjectRu', subject ->> 'ru',
        'subjectEn', subject ->> 'en') as facts
      from newsletter_issue where issue_on between ${day(range.from)} and ${day(range.to)} offset 0
    ) as issue
    cross join (
      select distinct client_id from contact_point where kind = 'email' ${onlyClients("client_id", range)}
    ) as reader`,
  say(facts, { language }) {
    const subject = facts[language === "ru" ? "subjectRu" : "subjectEn"];
    return {
      ru: `выпуск № ${facts["number"]}: ${subject}`,
      en: `issue no. ${facts["number"]}: ${subject}`,
    }[language];
  },
};
