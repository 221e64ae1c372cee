-- A month's statement that was printed and given to the client at a desk waits there no more.
create table statement_handed_out (
  client_id uuid not null,
  card_id uuid not null,
  -- Its first day.
  month date not null check (extract(day from month) = 1),
  office_id uuid,
  staff_member_id uuid,
  at timestamptz not null,
  primary key (client_id, card_id, month)
);
