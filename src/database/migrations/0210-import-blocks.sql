-- Rows of a file that have nothing in common with anybody wait by the thousand, as the text they go in with. In
-- `import_row` wait the others, each by itself.
create table import_block (
  import_id uuid not null,
  first_line integer not null,
  last_line integer not null,
  -- How many lines `content` has.
  rows integer not null,
  -- Lines of it that wait in `import_row` as well, and go in from there.
  held integer[] not null default '{}',
  -- Lines through this one are in.
  through integer not null default 0,
  content text not null,
  primary key (import_id, first_line)
);
-- Written once and read once: not worth being packed.
alter table import_block alter column content set storage external;

-- What waits already goes in one by one.
drop index import_row_together;
alter table import_row drop column alone, drop column made_as;
