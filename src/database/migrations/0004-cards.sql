-- A card keeps its id, and with it bonus, deposit and history, when it gets another number: numbers are what carries it.
-- The one a card goes by is card.number; exactly that one is 'active' here.
alter table card_number
  add column state text not null default 'active' check (state in ('waiting', 'active', 'replaced')),
  -- Null: since the card was sold.
  add column since date,
  -- The day it stopped working.
  add column until date,
  add column office_id uuid,
  add column staff_member_id uuid;

-- What an office may give out. A serial is the fifteen digits before the check digit; every one before next_serial is
-- taken, of the others some may be: a printed card is sold by its own number.
create table card_number_range (
  id uuid primary key,
  office_id uuid not null references office,
  first_serial bigint not null,
  last_serial bigint not null,
  next_serial bigint not null,
  added_at timestamptz not null,
  check (0 <= first_serial and first_serial <= last_serial and last_serial <= 999999999999999),
  check (next_serial between first_serial and last_serial + 1)
);
create index card_number_range_office on card_number_range (office_id, first_serial);

create table card_renewal (
  client_id uuid not null,
  id uuid not null,
  card_id uuid not null,
  state text not null check (state in ('asked', 'office_chosen', 'made', 'arrived', 'handed_out', 'cancelled')),
  -- The day of the state, in the card's calendar.
  since date not null,
  -- Where it is handed out.
  office_id uuid,
  -- The new one, as soon as it is made.
  number text,
  primary key (client_id, id),
  check ((office_id is not null and number is not null) or state in ('asked', 'office_chosen', 'cancelled'))
);
create unique index card_renewal_open on card_renewal (client_id, card_id) where state not in ('handed_out', 'cancelled');
create index card_renewal_card on card_renewal (client_id, card_id, id);

create table card_renewal_move (
  client_id uuid not null,
  id uuid not null,
  renewal_id uuid not null,
  at timestamptz not null,
  to_state text not null,
  office_id uuid,
  staff_member_id uuid,
  primary key (client_id, id)
);
create index card_renewal_move_renewal on card_renewal_move (client_id, renewal_id, id);
