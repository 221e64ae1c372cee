-- What the owner asks about cards.

-- How many cards an office means to sell in a month and what they should bring: between these two. In force from a
-- month on, so that a new plan does not rewrite how the past went. Without an office: every office that has no own.
create table card_plan (
  office_id uuid references office,
  from_month date not null check (extract(day from from_month) = 1),
  cards_least integer not null check (cards_least >= 0),
  cards_most integer not null check (cards_most >= cards_least),
  income_least bigint not null check (income_least >= 0),
  income_most bigint not null check (income_most >= income_least),
  unique nulls not distinct (office_id, from_month)
);
insert into card_plan values (null, '1970-01-01', 20, 25, 1000000, 1200000);

-- The cards of some months without a look at the others.
create index card_sold on card (sold_on) include (sold_at_office_id, price);
