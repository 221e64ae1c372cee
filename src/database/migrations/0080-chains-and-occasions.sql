-- Chains that are drafted before they are live, and the facts that further kinds of occasion hang on.

-- A draft is written over until it is switched on; from then on its version never changes.
alter table chain_version
  alter column live_from drop not null,
  add column pack text,
  -- How often the draft was written over: who saves names the one they read.
  add column revision integer not null default 1,
  add column saved_at timestamptz,
  add column retired_at timestamptz;
update chain_version set saved_at = live_from;
create unique index chain_version_live on chain_version (chain) where state = 'live';
create unique index chain_version_draft on chain_version (chain) where state = 'draft';

-- The business's own calendar over the country's: days off, moved working days, and the holidays that are greeted.
create table business_calendar_day (
  date date primary key,
  kind text not null check (kind in ('working', 'holiday')),
  name jsonb not null,
  -- A holiday with a code is greeted: new-year, womens-day.
  code text check (code ~ '^[a-z]+(-[a-z]+)*$'),
  -- Whose holiday it is, where it is not everybody's.
  for_sex text check (for_sex in ('female', 'male')),
  -- Put in by people: reading the country's calendar again leaves it alone.
  own boolean not null default false,
  check (code is null or kind = 'holiday')
);
create index business_calendar_greeted on business_calendar_day (date) where code is not null;

-- Dealings -----------------------------------------------------------------------------------------------------

-- Visits by their day, and who has bought nothing for long.
create index dealing_day on dealing (happened_on);
create index planned_trip_starts on planned_trip (starts_on) where state in ('expected', 'confirmed');

create table appointment (
  client_id uuid not null,
  id uuid not null,
  office_id uuid not null,
  -- In the office's calendar and on its clock.
  on_day date not null,
  at_time time not null,
  -- The staff member, or a name that is not one.
  staff_member_id uuid,
  with_whom text not null default '',
  about text not null default '',
  state text not null check (state in ('booked', 'kept', 'missed', 'cancelled')),
  booked_on date not null,
  primary key (client_id, id)
);
create index appointment_day on appointment (on_day) where state = 'booked';

-- Loyalty ------------------------------------------------------------------------------------------------------

create index card_expires on card (expires_on) where state = 'active';
create index card_renewal_arrived on card_renewal (since) where state = 'arrived';
-- A card shown by somebody it was lent to.
create index presentation_lent on presentation (presented_on) where bearer = 'client';

-- Gifts --------------------------------------------------------------------------------------------------------

create table gift (
  id uuid primary key,
  name jsonb not null,
  added_at timestamptz not null
);

-- What lies at an office, and how much of it is promised.
create table gift_stock (
  gift_id uuid not null references gift,
  office_id uuid not null references office,
  on_hand integer not null check (on_hand >= 0),
  reserved integer not null default 0 check (reserved between 0 and on_hand),
  primary key (gift_id, office_id)
);

create table gift_reservation (
  client_id uuid not null,
  id uuid not null,
  gift_id uuid not null,
  office_id uuid not null,
  reserved_on date not null,
  state text not null check (state in ('reserved', 'picked_up', 'returned')),
  ended_on date,
  primary key (client_id, id),
  check ((state = 'reserved') = (ended_on is null))
);
create index gift_reservation_waiting on gift_reservation (reserved_on) where state = 'reserved';
