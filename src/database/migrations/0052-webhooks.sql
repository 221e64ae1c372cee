-- Who is told of what happens here, and every message to them.

create table webhook (
  id uuid primary key,
  url text not null,
  words text not null default '',
  types text[] not null,
  -- Whether messages may say more of a client than an id.
  personal boolean not null default false,
  state text not null default 'enabled' check (state in ('enabled', 'disabled')),
  disabled_because text check (disabled_because in ('by_hand', 'gone', 'failing')),
  created_at timestamptz not null,
  -- Everything that came to be until then has its message.
  swept_to timestamptz not null,
  -- Since when nothing has been accepted; null: the last message was.
  failing_since timestamptz,
  -- Nothing is sent before.
  rest_until timestamptz,
  check ((state = 'disabled') = (disabled_because is not null))
);

-- What messages are signed with; several while one takes over from another.
create table webhook_secret (
  webhook_id uuid not null references webhook on delete cascade,
  id uuid not null,
  secret text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  primary key (webhook_id, id)
);

create table webhook_message (
  client_id uuid not null,
  id uuid not null,
  webhook_id uuid not null,
  type text not null,
  happened_at timestamptz not null,
  -- Ids and names of fields, nothing personal.
  facts jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'given_up')),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null,
  -- Between "about to send" and its outcome. When the lease is over whoever comes sends it again, under the same id.
  claimed_by text,
  lease_until timestamptz,
  -- The last answer's status, or why there was none.
  status integer,
  trouble text,
  settled_at timestamptz,
  primary key (client_id, id, webhook_id)
);
create index webhook_message_waiting on webhook_message (webhook_id, happened_at, id) where state = 'waiting';
create index webhook_message_listed on webhook_message (webhook_id, happened_at, id);
create index webhook_message_settled on webhook_message (settled_at) where state <> 'waiting';

-- An id tells when it was made (UUIDv7).
create function id_moment(id uuid) returns timestamptz language sql immutable parallel safe as $$
  select to_timestamp(('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint / 1000.0)
$$;
create function first_id(at timestamptz) returns uuid language sql immutable parallel safe as $$
  select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- What is new is found without a walk through the table, and writing it pays next to nothing for that.
create index client_change_made on client_change using brin (id) with (autosummarize = on);
create index consent_made on consent using brin (id) with (autosummarize = on);
create index card_made on card using brin (id) with (autosummarize = on);
create index presentation_made on presentation using brin (id) with (autosummarize = on);
create index dealing_made on dealing using brin (id) with (autosummarize = on);
create index refund_made on refund using brin (id) with (autosummarize = on);
