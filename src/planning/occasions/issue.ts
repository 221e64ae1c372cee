/** An issue of the newsletter comes out, for every client with an e-mail address. */
import { sql } from "../../database/sql.ts";
import { day, onlyClients, type OccasionSource } from "../occasion.ts";

export const issue: OccasionSource = {
  kind: "issue",
  select: (range) => sql`
    select client.id as client_id, 'issue:' || newsletter_issue.number as occasion_key,
      newsletter_issue.issue_on as occasion_date,
      jsonb_build_object('number', newsletter_issue.number, 'subjectRu', newsletter_issue.subject ->> 'ru',
        'subjectEn', newsletter_issue.subject ->> 'en') as facts,
      0::bigint as worth
    from newsletter_issue cross join client
    where newsletter_issue.issue_on between ${day(range.from)} and ${day(range.to)}
      and exists (select from contact_point where client_id = client.id and kind = 'email')
      ${onlyClients("client.id", range)}`,
  say(facts, { language }) {
    const subject = facts[language === "ru" ? "subjectRu" : "subjectEn"];
    return {
      ru: `выпуск № ${facts["number"]}: ${subject}`,
      en: `issue no. ${facts["number"]}: ${subject}`,
    }[language];
  },
};
