-- Which facts the business wants about a client, and what each is worth beside the others.

create table wanted_fact (
  -- One that every business knows, or attribute.NAME.
  fact text primary key,
  worth integer not null check (worth between 1 and 1000)
);
insert into wanted_fact (fact, worth) values
  ('phone', 20), ('contact_consent', 15), ('birthday', 15), ('given_name', 10), ('planned_trip', 10), ('email', 10),
  ('advertising_consent', 5), ('home_office', 5), ('patronymic', 5), ('sex', 3), ('hours', 2);

-- What was learned in some months, without a walk through all of history: changes are written as they happen.
create index client_change_at on client_change using brin (at) with (autosummarize = on);
