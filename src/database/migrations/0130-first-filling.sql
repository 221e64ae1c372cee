-- Indexes that find clients and keep nothing unique. A file that fills a base in which there is hardly anybody is let in
-- without them: made at its end they cost a quarter of what they cost row by row. Missing, they make a search slow and
-- nothing wrong.

create function drop_look_ups() returns void language sql as $$
  drop index if exists client_by_family, client_by_given, client_by_patronymic, client_birthday, imported_row_client,
    contact_phone_part, contact_email_part, name_miss_miss, name_miss_word;
$$;

-- In two parts, so that two connections can be at it. True: something was missing.
create function make_client_look_ups() returns boolean language plpgsql as $$
begin
  if to_regclass('client_by_patronymic') is not null then
    return false;
  end if;
  perform set_config('maintenance_work_mem', '256MB', true);
  create index if not exists client_by_family on client (family_key, given_key, patronymic_key);
  create index if not exists client_by_given on client (given_key, patronymic_key);
  create index if not exists client_birthday on client (birthday_month, birthday_day) where birthday_month is not null;
  create index if not exists name_miss_word on name_miss (word);
  create index if not exists name_miss_miss on name_miss (miss, word);
  create index if not exists client_by_patronymic on client (patronymic_key, family_key);
  return true;
end $$;

create function make_address_look_ups() returns boolean language plpgsql as $$
begin
  if to_regclass('imported_row_client') is not null then
    return false;
  end if;
  perform set_config('maintenance_work_mem', '256MB', true);
  -- Where the server has refused the extension, there were none.
  if to_regclass('card_number_part') is not null then
    perform index_parts_of_addresses();
  end if;
  create index if not exists imported_row_client on imported_row (client_id);
  return true;
end $$;

-- The words of names that came in by the ten thousand are listed once for all of them: until then such a name is found by
-- its letters but not with a slip.
create function keep_words_between(first uuid, last uuid) returns void language plpgsql as $$
begin
  insert into client_other_word (client_id, word)
  select distinct id, word from client
  cross join lateral unnest(string_to_array(concat_ws(' ',
    case when family_key like '% %' then family_key end,
    case when given_key like '% %' then given_key end,
    case when patronymic_key like '% %' then patronymic_key end), ' ')) as word
  where id between first and last
    and (family_key like '% %' or given_key like '% %' or patronymic_key like '% %') and word <> ''
  on conflict do nothing;
  with names (name) as (
    select family_key from client where id between first and last
    union select given_key from client where id between first and last
    union select patronymic_key from client where id between first and last
  ), fresh as (
    insert into name_word (word)
    select word from (
      select distinct word from names cross join lateral unnest(string_to_array(name, ' ')) as word
      where length(word) >= 3
    ) as words
    where not exists (select from name_word as known where known.word = words.word)
    returning word
  )
  insert into name_miss (miss, word)
  select distinct overlay(word placing '' from place for 1), word from fresh
  cross join lateral generate_series(1, length(word)) as place;
end $$;

drop trigger client_words_added on client;
create function keep_words_of_added() returns trigger language plpgsql as $$
begin
  if current_setting('povod.words_later', true) = 'on' then
    return null;
  end if;
  execute '
    insert into client_other_word (client_id, word)
    select distinct id, word from added
    cross join lateral unnest(string_to_array(concat_ws('' '',
      case when family_key like ''% %'' then family_key end,
      case when given_key like ''% %'' then given_key end,
      case when patronymic_key like ''% %'' then patronymic_key end), '' '')) as word
    where (family_key like ''% %'' or given_key like ''% %'' or patronymic_key like ''% %'') and word <> ''''
    on conflict do nothing';
  execute '
    with names (name) as (
      select family_key from added union select given_key from added union select patronymic_key from added
    ), fresh as (
      insert into name_word (word)
      select word from (
        select distinct word from names cross join lateral unnest(string_to_array(name, '' '')) as word
        where length(word) >= 3
      ) as words
      where not exists (select from name_word as known where known.word = words.word)
      returning word
    )
    insert into name_miss (miss, word)
    select distinct overlay(word placing '''' from place for 1), word from fresh
    cross join lateral generate_series(1, length(word)) as place';
  return null;
end $$;
create trigger client_words_added after insert on client referencing new table as added
  for each statement execute function keep_words_of_added();
