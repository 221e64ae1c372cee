-- A file that fills a base where there is hardly anybody goes in by several connections that wait for nobody.

-- Whether the import went in without the look-ups, and looks at its end for whoever shares an address with it.
alter table client_import add column first_filling boolean not null default false;

-- Rows that are alone share no address with each other: who else has theirs is asked of the few there were before.
create or replace function address_was_added() returns trigger language plpgsql as $$
declare
  shared uuid[];
begin
  if current_setting('povod.sharers_later', true) = 'on' then
    return null;
  end if;
  shared := array(
    select distinct added.client_id from added
    where added.kind in ('phone', 'email') and exists (
      select from contact_address as other
      where other.kind = added.kind and other.value = added.value and other.client_id <> added.client_id));
  if cardinality(shared) > 0 then perform find_same_people(shared); end if;
  return null;
end $$;

-- Whoever shares an address with a client of these, where the contact point is none of those that came with them: of the
-- few there were before, and what people have written meanwhile. By index, whatever the planner has heard of the sizes.
create function find_sharers_between(first uuid, last uuid) returns void language plpgsql
  set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  shared uuid[];
begin
  shared := array(
    select distinct own.client_id
    from contact_point as other join contact_address as own on own.kind = other.kind and own.value = other.value
    where other.kind in ('phone', 'email') and (other.id < first or other.id > last) and own.client_id <> other.client_id);
  if cardinality(shared) > 0 then perform find_same_people(shared); end if;
end $$;

-- In parts that several connections can be at. Each says whether something was missing.
drop function make_client_look_ups();
drop function make_address_look_ups();

create function make_client_look_ups() returns boolean language plpgsql as $$
begin
  if to_regclass('client_by_patronymic') is not null then
    return false;
  end if;
  perform set_config('maintenance_work_mem', '256MB', true);
  create index if not exists client_by_family on client (family_key, given_key, patronymic_key);
  create index if not exists client_by_given on client (given_key, patronymic_key);
  create index if not exists client_birthday on client (birthday_month, birthday_day) where birthday_month is not null;
  create index if not exists client_by_patronymic on client (patronymic_key, family_key);
  return true;
end $$;

create function make_word_look_ups() returns boolean language plpgsql as $$
begin
  if to_regclass('name_miss_miss') is not null then
    return false;
  end if;
  perform set_config('maintenance_work_mem', '256MB', true);
  create index if not exists name_miss_word on name_miss (word);
  create index if not exists name_miss_miss on name_miss (miss, word);
  return true;
end $$;

create function make_row_look_ups() returns boolean language plpgsql as $$
begin
  if to_regclass('imported_row_client') is not null then
    return false;
  end if;
  perform set_config('maintenance_work_mem', '256MB', true);
  create index if not exists imported_row_client on imported_row (client_id);
  return true;
end $$;

-- Where the server has refused the extension, there were none.
create function make_phone_look_ups() returns boolean language plpgsql as $$
begin
  if to_regclass('card_number_part') is null or to_regclass('contact_phone_part') is not null then
    return false;
  end if;
  perform set_config('maintenance_work_mem', '256MB', true);
  create index if not exists contact_phone_part on contact_address using gin (value gin_trgm_ops)
    with (gin_pending_list_limit = 1024) where kind = 'phone';
  return true;
end $$;

create function make_email_look_ups() returns boolean language plpgsql as $$
begin
  if to_regclass('card_number_part') is null or to_regclass('contact_email_part') is not null then
    return false;
  end if;
  perform set_config('maintenance_work_mem', '256MB', true);
  create index if not exists contact_email_part on contact_address using gin (value gin_trgm_ops)
    with (gin_pending_list_limit = 1024) where kind = 'email';
  return true;
end $$;
