-- What a person may demand of whoever keeps their data, and who looked at it.

-- A demand is in force until it is taken back: from then on nothing is done with the client's data but keeping it.
create table client_demand (
  client_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('stop', 'erasure')),
  received_on date not null,
  -- How it came, and what was said.
  how text not null,
  words text not null,
  due_on date not null,
  recorded_at timestamptz not null,
  -- Null: no staff member was named.
  recorded_by uuid,
  -- Answered, or carried out.
  closed_at timestamptz,
  closed_by uuid,
  taken_back_at timestamptz,
  taken_back_by uuid,
  primary key (client_id, id)
);
create index client_demand_open on client_demand (due_on) where closed_at is null and taken_back_at is null;

-- What was destroyed, without what it said. Numbered one by one over the whole business.
create table erasure_act (
  client_id uuid not null,
  number integer not null check (number > 0),
  demand_id uuid not null,
  erased_at timestamptz not null,
  erased_by uuid,
  -- The number of rows of each kind.
  destroyed jsonb not null,
  blanked jsonb not null,
  primary key (client_id, number)
);
create index erasure_act_number on erasure_act (number);

-- A record without a person: its cards and what is booked on them stay.
alter table client add column erased_on date;

-- Every look of a staff member at one client.
create table client_view (
  client_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  -- Null: nobody is signed in, and nobody was named.
  staff_member_id uuid,
  what text not null,
  primary key (client_id, id)
);
-- Of a list one row, whatever its length.
create table list_view (
  id uuid primary key,
  at timestamptz not null,
  staff_member_id uuid,
  what text not null,
  clients uuid[] not null
);
create index list_view_clients on list_view using gin (clients);

-- The silence of an address that nobody here may know any more: known again when somebody brings it.
create table address_key (
  single boolean primary key default true check (single),
  key bytea not null
);
insert into address_key (key)
select sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'));

create function address_hash(kind text, value text) returns bytea language sql stable as $$
  select sha256(key || sha256(key || convert_to(kind || ':' || value, 'UTF8'))) from address_key
$$;

create table silenced_hash (
  hash bytea not null,
  id uuid not null,
  scope text not null check (scope in ('everything', 'advertising', 'channel')),
  channel text,
  since timestamptz not null,
  until date,
  primary key (hash, id)
);

-- Whoever comes with such an address is silent from the first moment, whatever way they come in.
create function silence_known_again() returns trigger language plpgsql as $$
begin
  if exists (select from silenced_hash) then
    insert into silenced_address (kind, value, id, scope, channel, since, until)
    select distinct added.kind, added.value, silenced.id, silenced.scope, silenced.channel, silenced.since, silenced.until
    from added join silenced_hash as silenced on silenced.hash = address_hash(added.kind, added.value)
    on conflict do nothing;
  end if;
  return null;
end $$;
create trigger contact_address_silenced after insert on contact_address referencing new table as added
  for each statement execute function silence_known_again();

-- The reason of an adjustment or a grace period is somebody's words and may name the client. It can be forgotten, and
-- nothing else about them can be changed.
create function ledger_forgets_reasons() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and current_setting('povod.erasing', true) = 'on' then
    return null;
  end if;
  raise exception 'the ledger is append-only: % on % is refused', tg_op, tg_table_name using errcode = 'restrict_violation';
end $$;
create function only_the_reason_is_forgotten() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - 'reason' = to_jsonb(old) - 'reason' and new.reason = 'erased' then
    return new;
  end if;
  raise exception 'the ledger is append-only: % on % is refused', tg_op, tg_table_name using errcode = 'restrict_violation';
end $$;
drop trigger adjustment_append_only on adjustment;
create trigger adjustment_append_only before update or delete or truncate on adjustment
  for each statement execute function ledger_forgets_reasons();
create trigger adjustment_keeps_the_rest before update on adjustment
  for each row execute function only_the_reason_is_forgotten();
drop trigger card_grace_append_only on card_grace;
create trigger card_grace_append_only before update or delete or truncate on card_grace
  for each statement execute function ledger_forgets_reasons();
create trigger card_grace_keeps_the_rest before update on card_grace
  for each row execute function only_the_reason_is_forgotten();
