-- Files of clients: what was read and waits to go in, what did not fit, and what each import changed.

create table client_import (
  id uuid primary key,
  file_name text not null,
  -- SHA-256 of the file: an import that was interrupted is gone on with by whoever brings the same file.
  file_hash text not null,
  options jsonb not null,
  state text not null check (state in ('reading', 'previewed', 'importing', 'done', 'undoing', 'undone')),
  started_at timestamptz not null,
  ended_at timestamptz,
  -- How the columns are understood, remarks on the file, and the first rows as long as nothing has gone in.
  preview jsonb not null default '{}',
  counts jsonb not null default '{}'
);
create index client_import_file on client_import (file_hash);

-- Rows that are still to go in. A batch takes its rows away as it writes them, so what is left is what is to do.
create table import_row (
  import_id uuid not null,
  line integer not null,
  facts json not null,
  primary key (import_id, line)
);

-- One row for every row of a file about which there is something to say; with its cells where it stays outside.
create table import_problem (
  import_id uuid not null,
  line integer not null,
  left_out boolean not null,
  problems jsonb not null,
  cells jsonb,
  primary key (import_id, line)
);

-- What a row of an import made or changed, for taking it back.
create table import_change (
  client_id uuid not null,
  import_id uuid not null,
  line integer not null,
  change json not null,
  primary key (client_id, import_id, line)
);
create index import_change_import on import_change (import_id, client_id);

-- Look-up: which client did a row with this content become? So that the same row never makes a second one.
create table imported_row (
  row_key uuid primary key,
  client_id uuid not null
);
create index imported_row_client on imported_row (client_id);

create table import_mapping (
  name text primary key,
  -- By heading, as it is compared: what the column holds.
  columns jsonb not null
);

-- What to dial after the number.
alter table contact_point add column extension text;
