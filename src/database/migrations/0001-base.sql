-- The first schema. client_id leads the key of every table that belongs to a client (it is the distribution key
-- of a cluster), no unique constraint on such a table lacks it, and no foreign key joins two clients' rows.

create table business (
  single boolean primary key default true check (single),
  name text not null default 'Povod',
  currency text not null default 'RUB' check (currency ~ '^[A-Z]{3}$'),
  zone text not null default 'Europe/Moscow',
  language text not null default 'ru' check (language in ('ru', 'en')),
  settings jsonb not null default '{}'
);
insert into business default values;

create table office (
  id uuid primary key,
  name text not null,
  city text not null,
  address text not null,
  zone text not null,
  phone text,
  opens time not null default '10:00',
  closes time not null default '20:00'
);

create table staff_member (
  id uuid primary key,
  office_id uuid references office,
  name text not null,
  role text not null check (role in ('operator', 'manager', 'desk', 'marketer', 'owner', 'administrator'))
);

-- Clients ------------------------------------------------------------------------------------------------------

create table client (
  id uuid primary key,
  external_id text,
  family_name text not null default '',
  given_name text not null default '',
  patronymic text not null default '',
  sex text check (sex in ('female', 'male')),
  birthday_month smallint check (birthday_month between 1 and 12),
  birthday_day smallint check (birthday_day between 1 and 31),
  birthday_year smallint,
  language text not null default 'ru' check (language in ('ru', 'en')),
  zone text,
  home_office_id uuid,
  -- The hours the client asked to be reached in, local time; null where no wish is known.
  hours_from time,
  hours_to time,
  deceased_on date,
  created_on date not null,
  check ((birthday_month is null) = (birthday_day is null)),
  check ((hours_from is null) = (hours_to is null))
);
create index client_birthday on client (birthday_month, birthday_day) where birthday_month is not null;

-- Look-up: whose is this outside id?
create table client_external_id (
  external_id text primary key,
  client_id uuid not null
);

create table contact_point (
  client_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('phone', 'email', 'telegram', 'max', 'vk', 'postal', 'in_person')),
  value text not null,
  state text not null default 'unverified'
    check (state in ('unverified', 'verified', 'bounced', 'wrong', 'opted_out')),
  since date not null,
  primary key (client_id, id)
);
-- Look-up: whose is this phone or e-mail? Several clients may share one.
create table contact_address (
  kind text not null,
  value text not null,
  client_id uuid not null,
  primary key (kind, value, client_id)
);

-- Append-only evidence: the newest row per purpose and channel is in force.
create table consent (
  client_id uuid not null,
  id uuid not null,
  purpose text not null check (purpose in ('contact', 'advertising')),
  channel text not null check (channel in ('any', 'call', 'email', 'sms', 'telegram', 'max')),
  given boolean not null,
  at timestamptz not null,
  how text not null,
  wording_version text not null,
  primary key (client_id, id)
);

create table do_not_disturb (
  client_id uuid not null,
  id uuid not null,
  scope text not null check (scope in ('everything', 'advertising', 'channel')),
  channel text,
  since timestamptz not null,
  until date,
  ended_at timestamptz,
  recorded_by text not null,
  words text not null,
  primary key (client_id, id),
  check ((scope = 'channel') = (channel is not null))
);
-- The same wish held by the address, so that a new record with this phone is born silent.
create table silenced_address (
  kind text not null,
  value text not null,
  id uuid not null,
  scope text not null check (scope in ('everything', 'advertising', 'channel')),
  channel text,
  since timestamptz not null,
  until date,
  ended_at timestamptz,
  primary key (kind, value, id)
);

-- Dealings -----------------------------------------------------------------------------------------------------

create table dealing (
  client_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('trip', 'visit', 'purchase')),
  office_id uuid,
  staff_member_id uuid,
  happened_on date not null,
  departs_on date,
  returns_on date,
  destination text,
  price bigint not null check (price >= 0),
  discount bigint not null default 0,
  redeemed bigint not null default 0,
  paid bigint not null default 0,
  card_id uuid,
  source_key text,
  primary key (client_id, id)
);
create unique index dealing_source on dealing (client_id, source_key) where source_key is not null;
create index dealing_returns on dealing (returns_on) where kind = 'trip' and returns_on is not null;

create table planned_trip (
  client_id uuid not null,
  id uuid not null,
  starts_on date not null,
  precision text not null check (precision in ('day', 'month', 'season')),
  destination text not null,
  companions text,
  responsible_id uuid,
  state text not null check (state in ('expected', 'confirmed', 'handed_over', 'booked', 'dropped')),
  recorded_on date not null,
  primary key (client_id, id)
);

-- Loyalty ------------------------------------------------------------------------------------------------------

-- Percentages in hundredths of a percent, money in kopecks, periods as ISO 8601.
create table program (
  version integer primary key,
  starts_on date not null,
  card_price bigint not null,
  discount integer not null,
  accrual integer not null,
  redemption_cap integer not null,
  validity text not null,
  reminder text not null,
  smallest_reminder bigint not null
);
insert into program values (1, '1970-01-01', 50000, 300, 500, 5000, 'P6M', 'P1M', 10000);

create table card (
  client_id uuid not null,
  id uuid not null,
  number text not null,
  sold_on date not null,
  sold_at_office_id uuid,
  sold_by_id uuid,
  price bigint not null,
  expires_on date not null,
  state text not null default 'active' check (state in ('active', 'blocked', 'replaced', 'expired')),
  -- Derived from the renewing presentations; kept here so that one index finds what burns when.
  last_presented_on date not null,
  last_presented_office_id uuid,
  valid_through date not null,
  -- Derived: the sum of the card's entries on its bonus account. `ledger verify` compares.
  balance bigint not null default 0,
  deposit bigint not null default 0 check (deposit >= 0),
  primary key (client_id, id)
);
create index card_burns on card (valid_through) where balance > 0;
create table card_number (
  number text primary key,
  client_id uuid not null,
  card_id uuid not null
);

create table presentation (
  client_id uuid not null,
  id uuid not null,
  card_id uuid not null,
  presented_on date not null,
  office_id uuid,
  bearer text not null default 'owner' check (bearer in ('owner', 'client', 'unnamed')),
  bearer_client_id uuid,
  source_key text,
  primary key (client_id, id)
);
create unique index presentation_source on presentation (client_id, source_key) where source_key is not null;
create index presentation_card on presentation (client_id, card_id, presented_on);

create table posting (
  client_id uuid not null,
  id uuid not null,
  card_id uuid not null,
  kind text not null check (kind in ('earned', 'redeemed', 'burned', 'restored', 'reversed', 'adjusted', 'topped_up', 'paid', 'refunded')),
  happened_on date not null,
  booked_at timestamptz not null,
  dealing_id uuid,
  idempotency_key text not null,
  primary key (client_id, id)
);
create unique index posting_idempotency on posting (client_id, idempotency_key);

-- Accounts: card-bonus and card-deposit are the card's own; issued, redeemed, burned, adjusted, cash are the business's.
-- The amounts of a posting sum to zero.
create table entry (
  client_id uuid not null,
  posting_id uuid not null,
  account text not null check (account in ('card-bonus', 'card-deposit', 'issued', 'redeemed', 'burned', 'adjusted', 'cash')),
  amount bigint not null check (amount <> 0),
  primary key (client_id, posting_id, account)
);

create function ledger_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only: % on % is refused', tg_op, tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger posting_append_only before update or delete or truncate on posting
  for each statement execute function ledger_is_append_only();
create trigger entry_append_only before update or delete or truncate on entry
  for each statement execute function ledger_is_append_only();

-- Chains and the plan ------------------------------------------------------------------------------------------

create table chain_version (
  chain text not null,
  version integer not null,
  hash text not null,
  definition jsonb not null,
  state text not null check (state in ('draft', 'live', 'retired')),
  live_from timestamptz not null,
  primary key (chain, version)
);

create table newsletter_issue (
  number integer primary key,
  issue_on date not null,
  subject jsonb not null,
  body jsonb not null
);
create index newsletter_issue_day on newsletter_issue (issue_on);

-- One row for one step of one chain for one occasion on one day. The id is derived from exactly that
-- (function touch_id), so planning a day again finds the same touch.
create table touch (
  client_id uuid not null,
  id uuid not null,
  on_day date not null,
  chain text not null,
  chain_version integer not null,
  step text not null,
  occasion_kind text not null,
  occasion_key text not null,
  occasion_date date not null,
  facts jsonb not null,
  purpose text not null check (purpose in ('service', 'greeting', 'loyalty', 'care', 'advertising')),
  channel text not null,
  contact_point_id uuid,
  state text not null check (state in (
    'planned', 'due', 'claimed', 'sent', 'delivered', 'failed', 'unknown',
    'queued', 'done', 'no_answer', 'refused', 'held', 'lapsed', 'withdrawn', 'control')),
  -- The rule that decided, where the touch does not happen.
  decided_by text,
  verdicts jsonb not null,
  not_before timestamptz,
  not_after timestamptz,
  worth bigint not null default 0,
  planned_at timestamptz not null,
  moved_at timestamptz not null,
  primary key (client_id, id)
);
create index touch_day on touch (on_day, state);
create index touch_client_day on touch (client_id, on_day);
create index touch_open on touch (on_day) where state in ('planned', 'due');

create function touch_id(client uuid, chain text, step text, occasion_key text, on_day date) returns uuid
  language sql immutable parallel safe
  return overlay(overlay(
    md5(client::text || '/' || chain || '/' || step || '/' || occasion_key || '/' || (on_day - date '2000-01-01')::text)
    placing '8' from 13) placing '8' from 17)::uuid;

create table touch_move (
  client_id uuid not null,
  touch_id uuid not null,
  at timestamptz not null,
  from_state text not null,
  to_state text not null,
  cause text not null
);
create index touch_move_touch on touch_move (client_id, touch_id, at);

-- What stands between "about to send" and "sent". An intent without an outcome is never sent again.
create table intent (
  client_id uuid not null,
  touch_id uuid not null,
  message_id text not null,
  address text not null,
  claimed_by text not null,
  claimed_at timestamptz not null,
  lease_until timestamptz not null,
  outcome text check (outcome in ('sent', 'failed', 'unknown')),
  outcome_at timestamptz,
  provider_said text,
  primary key (client_id, touch_id)
);
create index intent_open on intent (lease_until) where outcome is null;
