-- What the rules about people look at: who is one person, how many operators there are, which channel somebody prefers.

-- Records that are one person, since they share a phone or an e-mail: every one of them with one of them for all.
-- Derived from contact_address by the trigger below, so that a plan reads a table that is empty or small.
create table same_person (
  client_id uuid primary key,
  person_id uuid not null
);
create index same_person_records on same_person (person_id);

-- Finds anew who is one person among these clients, those they are one with by now, and those they share an address with.
create function find_same_people(clients uuid[]) returns void language plpgsql as $$
declare
  around uuid[];
  wider uuid[];
begin
  around := array(
    select client_id from same_person where person_id in (select person_id from same_person where client_id = any(clients))
    union select unnest(clients));
  loop
    wider := array(
      select distinct other.client_id
      from contact_address as own join contact_address as other on other.kind = own.kind and other.value = own.value
      where own.client_id = any(around) and own.kind in ('phone', 'email')
      union select unnest(around));
    exit when cardinality(wider) = cardinality(around);
    around := wider;
  end loop;
  delete from same_person where client_id = any(around);
  with recursive edge as (
    select distinct own.client_id as one, other.client_id as other
    from contact_address as own join contact_address as other on other.kind = own.kind and other.value = own.value
    where own.client_id = any(around) and own.kind in ('phone', 'email') and other.client_id <> own.client_id
  ), reached as (
    select distinct one as client_id, one as person_id from edge
    union
    select edge.other, reached.person_id from reached join edge on edge.one = reached.client_id
  )
  insert into same_person select client_id, min(person_id::text)::uuid from reached group by client_id;
end $$;

create function address_was_added() returns trigger language plpgsql as $$
declare
  shared uuid[];
begin
  shared := array(
    select distinct added.client_id from added
    where added.kind in ('phone', 'email') and exists (
      select from contact_address as other
      where other.kind = added.kind and other.value = added.value and other.client_id <> added.client_id));
  if cardinality(shared) > 0 then perform find_same_people(shared); end if;
  return null;
end $$;
create function address_was_taken() returns trigger language plpgsql as $$
declare
  parted uuid[];
begin
  parted := array(select distinct gone.client_id from gone join same_person using (client_id));
  if cardinality(parted) > 0 then perform find_same_people(parted); end if;
  return null;
end $$;
create trigger contact_address_added after insert on contact_address
  referencing new table as added for each statement execute function address_was_added();
create trigger contact_address_taken after delete on contact_address
  referencing old table as gone for each statement execute function address_was_taken();

do $$ begin
  perform find_same_people(array(
    select distinct one.client_id from contact_address as one
    where one.kind in ('phone', 'email') and exists (
      select from contact_address as other
      where other.kind = one.kind and other.value = one.value and other.client_id <> one.client_id)));
end $$;

-- How long operators are on the phone: on a day of the week, or on one day, which then counts alone. No office: for the
-- clients of every office that has no hours of its own.
create table operator_hours (
  id uuid primary key,
  office_id uuid,
  weekday smallint check (weekday between 1 and 7),
  on_day date,
  minutes integer not null check (minutes between 0 and 100000),
  check ((weekday is null) <> (on_day is null))
);
create unique index operator_hours_weekday on operator_hours (coalesce(office_id, '00000000-0000-0000-0000-000000000000'), weekday)
  where weekday is not null;
create unique index operator_hours_day on operator_hours (coalesce(office_id, '00000000-0000-0000-0000-000000000000'), on_day)
  where on_day is not null;

alter table client add column preferred_channel text
  check (preferred_channel in ('call', 'email', 'sms', 'telegram', 'max'));

-- Facts of the further rules, kept with the touch; null where they are nothing out of the ordinary.
alter table touch
  add column refused_on date,
  add column refused_free_on date,
  add column spoke_on date,
  -- From when on care and advertising may follow a conversation.
  add column spoke_free_on date,
  add column unanswered smallint,
  add column last_try_at timestamptz,
  add column next_try_at timestamptz,
  add column attempts_over boolean,
  add column complaint_since timestamptz,
  add column birthday_today boolean,
  -- The day's one place belongs to another record of the same person.
  add column instead_of_other boolean,
  -- 'chain' or 'everywhere'.
  add column in_control text,
  -- As many calls the operators can make that day, where this one is beyond them.
  add column capacity_calls integer,
  -- The call in which this reason is told as well.
  add column taken_along_by uuid;
create index touch_taken_along on touch (client_id, taken_along_by) where taken_along_by is not null;
-- A promised call is found whatever day it stands on.
create index touch_promised on touch (on_day) where call_back_at is not null;
