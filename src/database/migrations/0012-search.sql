-- Segments, then finding a client.

-- Conditions over facts; who fits them is found when it is asked.
create table segment (
  name text primary key,
  conditions jsonb not null,
  saved_at timestamptz not null
);

-- Finding a client as people type: each look-up below has an index in the order of its list, so that a page is read
-- from where it begins and the rest is not.

-- Names are compared as they sound to somebody in a hurry: small letters, е for ё and э, и for й and ы, ш for щ, no
-- ь and ъ, Latin letters by the Russian they stand for, whatever joins words as one space.
create function latin_as_russian(name text) returns text language sql immutable parallel safe
  return translate(
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
    replace(replace(replace(replace(replace(
      lower(name),
      'shch', 'щ'), 'sch', 'щ'), 'sh', 'ш'), 'ch', 'ч'), 'zh', 'ж'), 'kh', 'х'), 'ts', 'ц'), 'ph', 'ф'), 'ck', 'к'),
      'ya', 'я'), 'ja', 'я'), 'ia', 'я'), 'yu', 'ю'), 'ju', 'ю'), 'iu', 'ю'), 'ye', 'е'), 'yo', 'е'), 'x', 'кс'),
    'abvgdezijklmnoprstufhcywq', 'абвгдезийклмнопрстуфхкивк');

-- Frequent letters stand first, as themselves: translate looks for each from the left.
create function plain_letters(name text) returns text language sql immutable parallel safe
  return btrim(translate(name,
    'аеоинвртслкмдупягбзчхжшюцфёэйыщ АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЫЭЮЯ-‐–—.,_/"«»()іїєґәөүұқғңһІЇЄҐӘӨҮҰҚҒҢҺъьЪЬ''’ʼ`´',
    'аеоинвртслкмдупягбзчхжшюцфееииш абвгдеежзииклмнопрстуфхцчшшиеюя             ииегаоуукгнхииегаоуукгнх'));

-- A name of nothing but Russian letters has two bytes to each. Cut, because an index takes no endless text.
create function name_key(name text) returns text language sql immutable parallel safe
  return left(case when octet_length(name) = 2 * length(name) or name !~ '[A-Za-z]' then plain_letters(name)
    else plain_letters(latin_as_russian(name)) end, 60);

alter table client
  add column family_key text collate "C" not null generated always as (name_key(family_name)) stored,
  add column given_key text collate "C" not null generated always as (name_key(given_name)) stored,
  add column patronymic_key text collate "C" not null generated always as (name_key(patronymic)) stored;
-- As many columns each as leave few to be sorted when they are read.
create index client_by_family on client (family_key, given_key, patronymic_key);
create index client_by_given on client (given_key, patronymic_key);
create index client_by_patronymic on client (patronymic_key, family_key);

-- Which names are frequent decides how they are best read.
alter table client
  alter column family_key set statistics 500,
  alter column given_key set statistics 500,
  alter column patronymic_key set statistics 500;

-- Look-up: Корсаков of Римский-Корсаков; the words of names that have several.
create table client_other_word (
  client_id uuid not null,
  word text collate "C" not null,
  primary key (client_id, word)
);
create index client_other_word_word on client_other_word (word, client_id);

-- Every word that occurs in somebody's name, and each with one letter left out: two words one slip apart meet in such
-- a miss, so a name with a typo is found by exact look-ups in a list that a million clients fill with some ten thousand
-- words. Not unique: of two that bring a new word at once neither waits for the other, and twice does no harm.
create table name_word (word text collate "C" not null);
create index name_word_word on name_word (word);
create table name_miss (
  miss text collate "C" not null,
  word text collate "C" not null
);
create index name_miss_miss on name_miss (miss, word);
create index name_miss_word on name_miss (word);

-- Keeps the words in step with the names, whoever writes them. Planned anew each time: one client and a file's ten
-- thousand need different plans.
create function keep_name_words() returns trigger language plpgsql as $$
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
      cross join lateral unnest(
        case when family_key like ''% %'' then string_to_array(family_key, '' '') end
        || case when given_key like ''% %'' then string_to_array(given_key, '' '') end
        || case when patronymic_key like ''% %'' then string_to_array(patronymic_key, '' '') end) as word
      where word <> ''''
      on conflict do nothing';
    execute '
      with fresh as (
        insert into name_word (word)
        select word from (
          select distinct word from (
            select family_key from added union all select given_key from added union all select patronymic_key from added
          ) as names (name) cross join lateral unnest(string_to_array(name, '' '')) as word
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
              select family_key from gone union all select given_key from gone union all select patronymic_key from gone
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
create trigger client_words_added after insert on client referencing new table as added
  for each statement execute function keep_name_words();
create trigger client_words_changed after update on client referencing old table as gone new table as added
  for each statement execute function keep_name_words();
create trigger client_words_gone after delete on client referencing old table as gone
  for each statement execute function keep_name_words();

-- The clients there are: as if they had just been entered.
insert into name_word (word)
select distinct word from (
  select family_key from client union all select given_key from client union all select patronymic_key from client
) as names (name) cross join lateral unnest(string_to_array(name, ' ')) as word
where length(word) >= 3;
insert into name_miss (miss, word)
select distinct overlay(word placing '' from place for 1), word from name_word
cross join lateral generate_series(1, length(word)) as place;
insert into client_other_word (client_id, word)
select distinct id, word from client
cross join lateral unnest(
  case when family_key like '% %' then string_to_array(family_key, ' ') end
  || case when given_key like '% %' then string_to_array(given_key, ' ') end
  || case when patronymic_key like '% %' then string_to_array(patronymic_key, ' ') end) as word
where word <> '';

-- The beginning of a phone, an e-mail or a card's number is a range of these keys, in whatever language the server sorts.
alter table contact_address alter column value type text collate "C";
alter table card_number alter column number type text collate "C";

-- The middle and the end of one. A server without the extension, or a role that may not create it, finds the same by
-- reading them all; every start of the program tries again. True: there they are.
create function index_parts_of_addresses() returns boolean language plpgsql as $$
begin
  create extension if not exists pg_trgm;
  -- What waits to be merged into the index is read by every search; a megabyte of it costs a millisecond.
  create index if not exists contact_phone_part on contact_address using gin (value gin_trgm_ops)
    with (gin_pending_list_limit = 1024) where kind = 'phone';
  create index if not exists contact_email_part on contact_address using gin (value gin_trgm_ops)
    with (gin_pending_list_limit = 1024) where kind = 'email';
  create index if not exists card_number_part on card_number using gin (number gin_trgm_ops)
    with (gin_pending_list_limit = 1024);
  return true;
exception when insufficient_privilege or undefined_file or feature_not_supported then
  return false;
end $$;
