-- Programs by type of card, and grace periods.

alter table program add column card_type text not null default 'standard' check (card_type <> '');
alter table program drop constraint program_pkey;
alter table program add primary key (card_type, version);
create unique index program_start on program (card_type, starts_on);
alter table card add column card_type text not null default 'standard';

-- Every version with the days it is in force on: days before the first start fall under the first.
create view program_in_force as
select program.*,
  case when row_number() over version = 1 then '-infinity' else starts_on end as first_day,
  lead(starts_on, 1, 'infinity') over version as next_starts_on
from program window version as (partition by card_type order by starts_on);

-- A grace period of an office's cards, or of every card where no office is named. Few, so every office has them all.
create table grace (
  id uuid primary key,
  office_id uuid references office,
  through date not null,
  reason text not null check (reason <> ''),
  staff_member_id uuid not null references staff_member,
  given_at timestamptz not null,
  idempotency_key text not null unique,
  input_hash text not null
);

-- A grace period of one card.
create table card_grace (
  client_id uuid not null,
  id uuid not null,
  card_id uuid not null,
  through date not null,
  reason text not null check (reason <> ''),
  staff_member_id uuid not null,
  given_at timestamptz not null,
  primary key (client_id, id)
);

create trigger grace_append_only before update or delete or truncate on grace
  for each statement execute function ledger_is_append_only();
create trigger card_grace_append_only before update or delete or truncate on card_grace
  for each statement execute function ledger_is_append_only();

-- Every grace period of every card: what bonus is there on that day of the card's calendar can be spent through the
-- other. Of a card sold later (sold_on) it says nothing.
create view prolongation as
with given as (
  select card.client_id, card.id as card_id, card.sold_at_office_id, card.sold_on, grace.through, grace.reason,
    grace.given_at
  from grace join card on grace.office_id is null or grace.office_id = card.sold_at_office_id
  union all
  select card.client_id, card.id, card.sold_at_office_id, card.sold_on, grace.through, grace.reason, grace.given_at
  from card_grace as grace join card on card.client_id = grace.client_id and card.id = grace.card_id
)
select client_id, card_id, sold_on, through, reason,
  (given_at at time zone coalesce(office.zone, business.zone))::date as given_on
from given left join office on office.id = given.sold_at_office_id cross join business;

-- A grace period of many cards moves them batch by batch; once all are moved it is here.
create table grace_applied (
  id uuid primary key references grace,
  cards integer not null,
  applied_at timestamptz not null
);
