-- What a conversation leaves behind, as facts and not as text.

-- One row each time an operator takes a touch. An open one has no outcome; its lease says until when it is the operator's.
create table call (
  client_id uuid not null,
  id uuid not null,
  touch_id uuid not null,
  chain text not null,
  occasion_key text not null,
  staff_member_id uuid not null,
  -- Where the touch goes when it is given back.
  from_state text not null,
  claimed_at timestamptz not null,
  lease_until timestamptz not null,
  ended_at timestamptz,
  outcome text check (outcome in (
    'done', 'no_answer', 'busy', 'wrong_number', 'call_back', 'refused', 'do_not_disturb', 'complaint',
    'given_back', 'lease_over')),
  words text not null default '',
  primary key (client_id, id),
  check ((outcome is null) = (ended_at is null))
);
-- Two operators never call one person.
create unique index call_open on call (client_id) where outcome is null;
create index call_lease on call (lease_until) where outcome is null;
-- Look-up: whose is this touch?
create index call_touch on call (touch_id);
-- How long calls take, and how many were made.
create index call_ended on call (ended_at) where outcome is not null;

-- A promised call: the same touch, kept by the operator who promised it.
alter table touch
  add column call_back_at timestamptz,
  add column keeper_id uuid;

create table complaint (
  client_id uuid not null,
  id uuid not null,
  office_id uuid,
  touch_id uuid,
  words text not null,
  opened_at timestamptz not null,
  opened_by text not null,
  closed_at timestamptz,
  closed_by text,
  closing_words text,
  primary key (client_id, id),
  check ((closed_at is null) = (closed_by is null))
);
create index complaint_open on complaint (client_id) where closed_at is null;
create index complaint_list on complaint (id) where closed_at is null;
-- Look-up: whose is this complaint?
create index complaint_client on complaint (id);

-- The client said no to what a chain is about.
create table refusal (
  client_id uuid not null,
  id uuid not null,
  chain text not null,
  refused_on date not null,
  words text not null default '',
  primary key (client_id, id)
);

-- What a client said of a trip.
create table trip_review (
  client_id uuid not null,
  id uuid not null,
  dealing_id uuid,
  touch_id uuid,
  reviewed_on date not null,
  verdict text not null check (verdict in ('good', 'bad')),
  score smallint check (score between 0 and 10),
  liked jsonb not null default '[]',
  disliked jsonb not null default '[]',
  words text not null default '',
  primary key (client_id, id)
);
