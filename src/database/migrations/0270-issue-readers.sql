-- Whom an issue is for: the segment as it was when the issue was saved, and its name; everybody where there is none. What an
-- issue offers has its conditions in plain words.
alter table newsletter_issue
  add column segment text,
  add column readers jsonb,
  add column conditions jsonb,
  add constraint newsletter_issue_readers check ((segment is null) = (readers is null));
