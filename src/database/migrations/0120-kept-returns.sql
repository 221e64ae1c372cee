-- How cards came back, counted by a job at night: the owner's forecast of burning rests on it, and does not go over all
-- presentations while somebody waits.
create table kept_returns (
  single boolean primary key default true check (single),
  -- The last day that was counted.
  through date not null,
  longest_days integer not null,
  -- The first presentation; null where there is none.
  since date,
  returns integer not null,
  -- By month: card-days and returns of every class of cards in every week since their last presentation.
  months jsonb not null
);

-- On how many days the card was presented by then, its sale included.
alter table card add column shown_days integer not null default 1;
