-- A client with a live plan, passed from client service to a manager who has until a deadline to take it.
create table handoff (
  client_id uuid not null,
  id uuid not null,
  planned_trip_id uuid,
  touch_id uuid,
  -- Where the client is at home; any manager of it may accept. Null: any manager.
  office_id uuid,
  -- Who was asked, and since it was accepted, whose it is.
  manager_id uuid,
  words text not null default '',
  state text not null check (state in ('waiting', 'accepted', 'closed')),
  handed_at timestamptz not null,
  handed_by text not null,
  due_at timestamptz not null,
  accepted_at timestamptz,
  -- Nobody accepted it in time: it is the owner's concern.
  escalated_at timestamptz,
  closed_at timestamptz,
  result text check (result in ('booked', 'dropped', 'later')),
  primary key (client_id, id),
  check ((state = 'closed') = (closed_at is not null))
);
create index handoff_open on handoff (due_at) where state <> 'closed';
-- Look-up: whose is this handoff?
create index handoff_client on handoff (id);
-- One of a client waits at a time.
create unique index handoff_waiting on handoff (client_id) where state = 'waiting';

create table handoff_move (
  client_id uuid not null,
  id uuid not null,
  handoff_id uuid not null,
  at timestamptz not null,
  what text not null check (what in ('handed', 'accepted', 'passed_on', 'escalated', 'closed')),
  by_name text not null,
  to_manager_id uuid,
  words text not null default '',
  primary key (client_id, id)
);

-- The board of planned trips, month by month.
create index planned_trip_board on planned_trip (starts_on) where state <> 'dropped';
