-- What a purchase writes, and every index it has to keep.

-- An index that hangs on the balance itself is written anew with every purchase, and the row with it; this one changes
-- when a bonus appears or is gone. The room left on a page lets the row change in its place.
alter table card add column has_bonus boolean not null generated always as (balance > 0) stored;
drop index card_burns;
create index card_burns on card (valid_through) where has_bonus;
alter table card set (fillfactor = 80);

-- A client's own rows are few and lie together under the primary key: what looks in them needs no index of its own.
drop index posting_dealing;
drop index presentation_card;
