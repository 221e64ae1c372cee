-- What other systems tell us about a client, by a name of their own.

create table client_event (
  client_id uuid not null,
  id uuid not null,
  name text not null check (name ~ '^[a-z]+(-[a-z]+)*$' and length(name) <= 60),
  -- In the client's calendar; may be a day to come.
  happened_on date not null,
  -- Where a moment is known.
  happened_at timestamptz,
  -- Text, numbers, true or false, by name.
  facts jsonb not null default '{}',
  -- Made by the sender: the same event sent again is that event.
  source_key text,
  recorded_at timestamptz not null,
  primary key (client_id, id)
);
create unique index client_event_source on client_event (client_id, source_key) where source_key is not null;
-- An occasion asks for the events of a name within a range of days.
create index client_event_name on client_event (name, happened_on);
-- The line of time.
create index client_event_line on client_event (client_id, happened_on, id);
