-- How many clients have come back in days that are over, counted by a job at night: the owner's results add only those who
-- were here today.
create table kept_returned (
  single boolean primary key default true check (single),
  -- The last day that was counted; the counts are of the ranges of the day after it.
  through date not null,
  month integer not null,
  before integer not null,
  last_month integer not null
);
