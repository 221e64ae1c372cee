-- Rows of a file of clients that share no key with any other row and with nobody we know go in by a few statements for
-- tens of thousands of them. They wait as columns; what is odd about others waits as `facts`, and those are taken one
-- by one.
alter table import_row
  -- Shares no outside id, phone or e-mail with another row of its file or with a client.
  add column alone boolean not null default false,
  add column row_key uuid,
  -- Of what the client will be: `imported_row.made_as`.
  add column made_as bigint,
  add column external_id text,
  add column family_name text,
  add column given_name text,
  add column patronymic text,
  add column sex text,
  add column birthday_month smallint,
  add column birthday_day smallint,
  add column birthday_year smallint,
  add column home_office_id uuid,
  -- A line each: kind, colon, value, and after a space the extension.
  add column addresses text,
  -- A line each: purpose, channel, given, and the day where one is known.
  add column consents text,
  alter column facts drop not null;
create index import_row_together on import_row (import_id, line) where not alone;

-- Where the row made its client and did nothing else, this is all there is to know for taking it back: the ids of what
-- it made follow from the import's and the line, and this number from what the client was then.
alter table imported_row add column made_as bigint;

-- Whom each row of each import made or changed, of both kinds. Asked for one client or for one import.
create view import_effect as
select client_id, import_id, line from import_change
union all
select client_id, client_import.id, ('x' || right(client_id::text, 8))::bit(32)::integer
from imported_row join client_import
  on left(client_id::text, 19) = left(client_import.id::text, 19)
  and substr(client_id::text, 25, 4) = substr(client_import.id::text, 25, 4)
where made_as is not null;

-- An outside id is found by its bytes, in whatever language the server sorts.
alter table client_external_id alter column external_id type text collate "C";

-- As before, but names are told apart before they are cut into words: tens of thousands of clients have a few thousand.
create or replace function keep_name_words() returns trigger language plpgsql as $$
declare
  renamed boolean := true;
begin
  if tg_op = 'UPDATE' then
    execute '
      select exists (select from gone join added using (id)
        where (gone.family_key, gone.given_key, gone.patronymic_key)
          <> (added.family_key, added.given_key, added.patronymic_key))' into renamed;
  end if;
  if not renamed then
    return null;
  end if;
  if tg_op <> 'INSERT' then
    execute 'delete from client_other_word using gone where client_other_word.client_id = gone.id';
  end if;
  if tg_op <> 'DELETE' then
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
  end if;
  if tg_op <> 'INSERT' then
    -- The name of somebody who is erased does not stay behind as a word.
    execute '
      with unused as (
        delete from name_word where word in (
          select word from (
            select distinct word from (
              select family_key from gone union select given_key from gone union select patronymic_key from gone
            ) as names (name) cross join lateral unnest(string_to_array(name, '' '')) as word
          ) as words
          where not exists (select from client where family_key = word)
            and not exists (select from client where given_key = word)
            and not exists (select from client where patronymic_key = word)
            and not exists (select from client_other_word as other where other.word = words.word)
        )
        returning word
      )
      delete from name_miss using unused where name_miss.word = unused.word';
  end if;
  return null;
end $$;
