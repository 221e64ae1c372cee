-- One person, one record: which records were merged, what went along, and which are likely to be one person.

-- A record that was merged is no row of client any more. Its cards stay under its id with everything that is booked on
-- them; survivor_id says whose they are.
create table merged_client (
  client_id uuid primary key,
  -- The record it was merged into, and the one that answers for it now: another where that one was merged in turn.
  into_id uuid not null,
  survivor_id uuid not null,
  merge_id uuid not null,
  merged_at timestamptz not null,
  -- Null: no staff member was named.
  staff_member_id uuid,
  -- The row of client as it was, and what the survivor took from it: for taking it back.
  record jsonb not null,
  given jsonb not null default '[]'
);
create index merged_client_survivor on merged_client (survivor_id);

-- What went along to the survivor, by table and by the rest of its primary key. What the survivor had already stays
-- under the merged record's id.
create table merged_row (
  client_id uuid not null,
  place text not null,
  row_key jsonb not null,
  primary key (client_id, place, row_key)
);

-- Two records that are likely to be one person; the smaller id first. Look-up: who may be whom?
create table duplicate (
  first_id uuid not null,
  second_id uuid not null,
  score smallint not null,
  -- Codes of what speaks for it and against it.
  reasons jsonb not null,
  primary key (first_id, second_id),
  check (first_id < second_id)
);
create index duplicate_second on duplicate (second_id);
create index duplicate_likeliest on duplicate (score desc, first_id, second_id);

-- Somebody said that these are two persons: the pair is not proposed again.
create table told_apart (
  first_id uuid not null,
  second_id uuid not null,
  at timestamptz not null,
  staff_member_id uuid,
  primary key (first_id, second_id),
  check (first_id < second_id)
);
create index told_apart_second on told_apart (second_id);

-- Two words are one slip of the finger apart: a letter changed, left out, doubled, or two that changed places.
create function one_slip_apart(a text, b text) returns boolean language plpgsql immutable parallel safe as $$
declare
  at integer := 1;
begin
  if least(length(a), length(b)) < 4 or abs(length(a) - length(b)) > 1 then
    return false;
  end if;
  while substr(a, at, 1) = substr(b, at, 1) loop
    at := at + 1;
  end loop;
  return substr(a, at + 1) = substr(b, at + 1) or substr(a, at) = substr(b, at + 1) or substr(a, at + 1) = substr(b, at)
    or (substr(a, at, 1) = substr(b, at + 1, 1) and substr(a, at + 1, 1) = substr(b, at, 1)
      and substr(a, at + 2) = substr(b, at + 2));
end $$;

-- How the same part of two names relates, both as keys (name_key): null where one is unknown.
create function name_likeness(a text, b text) returns text language sql immutable parallel safe
  return case
    when a = '' or b = '' then null
    when a = b then 'same'
    when length(a) = 1 or length(b) = 1 then case when left(a, 1) = left(b, 1) then 'near' else 'other' end
    when one_slip_apart(a, b) then 'near'
    else 'other' end;
