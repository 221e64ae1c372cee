-- Who a client is, with the history of every change.

alter table client
  add column attributes jsonb not null default '{}',
  add column tags text[] not null default '{}';

-- What the business wants to know of its clients besides what every business does.
create table client_attribute (
  name text primary key,
  type text not null check (type in ('text', 'number', 'day', 'yes_no', 'choice')),
  title jsonb not null,
  choices jsonb not null default '[]'
);

-- One row for each field that changed. The ids grow with time, so the key is the order in which things changed.
-- Not append-only by a trigger: what a person demands to be forgotten stands here too.
create table client_change (
  client_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  -- Null: no staff member was named.
  staff_member_id uuid,
  source text not null check (source in ('staff', 'api', 'import')),
  field text not null,
  -- Which one, where a client has several: a contact point, a wish, a relation.
  subject_id uuid,
  before jsonb,
  after jsonb,
  primary key (client_id, id)
);

-- Both sides have a row with the same id: family mirrors family, came_through mirrors brought.
create table client_relation (
  client_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('family', 'came_through', 'brought')),
  other_client_id uuid not null,
  words text not null default '',
  since date not null,
  primary key (client_id, id)
);

-- Look-up: what was made by a request with this key? So that the same request never makes a second one.
create table client_creation (
  idempotency_key text primary key,
  input_hash text not null,
  client_id uuid not null,
  made_id uuid not null,
  at timestamptz not null
);
create index client_creation_client on client_creation (client_id);

-- Somebody else's wish that this client keeps although the address it came with is gone.
alter table do_not_disturb
  add column inherited boolean not null default false,
  add column ended_by text;
create index do_not_disturb_wish on do_not_disturb (id);
create index silenced_address_wish on silenced_address (id);

-- A wish that came while a message was on its way: whoever is about to send it looks here first.
alter table touch add column recalled_at timestamptz;
create index touch_recalled on touch (id) where recalled_at is not null;
