-- What a till and a desk do with a card.

-- A command that was carried out, by the key its sender gave it, and what was answered.
create table command (
  client_id uuid not null,
  idempotency_key text not null,
  input_hash text not null,
  answer jsonb not null,
  booked_at timestamptz not null,
  primary key (client_id, idempotency_key)
);

-- How much of a purchase's price was taken back, and when. What it did to bonus and deposit is in the ledger.
create table refund (
  client_id uuid not null,
  id uuid not null,
  card_id uuid not null,
  dealing_id uuid not null,
  refunded_on date not null,
  price bigint not null check (price > 0),
  booked_at timestamptz not null,
  primary key (client_id, id)
);
create index refund_dealing on refund (client_id, dealing_id);

-- Who changed a bonus by hand, and why.
create table adjustment (
  client_id uuid not null,
  id uuid not null,
  card_id uuid not null,
  amount bigint not null check (amount <> 0),
  reason text not null check (reason <> ''),
  staff_member_id uuid not null,
  adjusted_on date not null,
  booked_at timestamptz not null,
  primary key (client_id, id)
);

create trigger refund_append_only before update or delete or truncate on refund
  for each statement execute function ledger_is_append_only();
create trigger adjustment_append_only before update or delete or truncate on adjustment
  for each statement execute function ledger_is_append_only();
create index posting_dealing on posting (client_id, dealing_id) where dealing_id is not null;
