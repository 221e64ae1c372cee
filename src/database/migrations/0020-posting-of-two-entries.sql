-- A posting has exactly two entries: what the card's owner gains or loses on an account of the card, and the same with
-- the other sign on an account of the business. Both are in the posting's own row, so they sum to zero by construction.
-- Which values a column may have says its domain where a till writes: a check of the table would be parsed and planned
-- anew by every statement.
create domain posting_kind as text check (value in (
  'earned', 'redeemed', 'burned', 'restored', 'reversed', 'adjusted', 'topped_up', 'paid', 'refunded', 'paid_out'));
create domain card_account as text check (value in ('card-bonus', 'card-deposit'));
create domain business_account as text check (value in ('issued', 'redeemed', 'burned', 'adjusted', 'cash'));
create domain moved_sum as bigint check (value <> 0);

create table posting_in_one_row (
  client_id uuid not null,
  id uuid not null,
  card_id uuid not null,
  dealing_id uuid,
  booked_at timestamptz not null,
  -- What the card's owner gains on the card's account, kopecks; what the business's account loses.
  gained moved_sum not null,
  happened_on date not null,
  kind posting_kind not null,
  on_account card_account not null,
  against business_account not null,
  idempotency_key text not null
);
insert into posting_in_one_row
select p.client_id, p.id, p.card_id, p.dealing_id, p.booked_at, own.amount, p.happened_on, p.kind, own.account,
  other.account, p.idempotency_key
from posting p
join entry own on own.client_id = p.client_id and own.posting_id = p.id and own.account in ('card-bonus', 'card-deposit')
join entry other on other.client_id = p.client_id and other.posting_id = p.id
  and other.account not in ('card-bonus', 'card-deposit') and other.amount = -own.amount
order by p.client_id, p.id;

-- A ledger that does not fit this shape was changed by hand, and is not changed further here.
do $$
begin
  if (select count(*) from posting_in_one_row) <> (select count(*) from posting)
    or (select count(*) from entry) <> 2 * (select count(*) from posting) then
    raise exception 'the ledger holds postings that are not two entries summing to zero: povod ledger verify names them';
  end if;
end $$;

drop table entry;
drop table posting;
alter table posting_in_one_row rename to posting;
alter table posting add constraint posting_pkey primary key (client_id, id);
create unique index posting_idempotency on posting (client_id, idempotency_key)
  where idempotency_key not like 'earn:till:%' and idempotency_key not like 'redeem:till:%';
create index posting_booked on posting using brin (booked_at) with (autosummarize = on);
create trigger posting_append_only before update or delete or truncate on posting
  for each statement execute function ledger_is_append_only();

-- The entries as such, for whoever sums up accounts.
create view entry as
select client_id, id as posting_id, on_account::text as account, gained::bigint as amount from posting
union all
select client_id, id, against, -gained from posting;
create trigger entry_append_only instead of insert or update or delete on entry
  for each row execute function ledger_is_append_only();

-- The same for the other tables that a purchase writes.
create domain dealing_kind as text check (value in ('trip', 'visit', 'purchase'));
create domain sum_of_money as bigint check (value >= 0);
create domain card_bearer as text check (value in ('owner', 'client', 'unnamed'));
create domain card_state as text check (value in ('active', 'blocked', 'replaced', 'expired'));
alter table dealing drop constraint dealing_kind_check, drop constraint dealing_price_check,
  alter column kind type dealing_kind, alter column price type sum_of_money;
alter table presentation drop constraint presentation_bearer_check, alter column bearer type card_bearer;
alter table card drop constraint card_state_check, drop constraint card_deposit_check,
  alter column state type card_state, alter column deposit type sum_of_money;
alter table command alter column answer type json;

-- What a purchase at a till books, the key of its command (primary key of command, written in the same transaction)
-- keeps from being booked twice, its postings too; what comes by other ways has these guards of its own.
drop index dealing_source;
create unique index dealing_source on dealing (client_id, source_key)
  where source_key is not null and source_key not like 'till:%';
drop index presentation_source;
create unique index presentation_source on presentation (client_id, source_key)
  where source_key is not null and source_key not like 'till:%';

-- What a process remembers of a card holds while this stands: programs and calendars.
create table till_rules (
  single boolean primary key default true check (single),
  version bigint not null default 1
);
insert into till_rules default values;
create function till_rules_changed() returns trigger language plpgsql as $$
begin
  update till_rules set version = version + 1;
  return null;
end $$;
create trigger program_changed after insert or update or delete on program
  for each statement execute function till_rules_changed();
create trigger office_changed after update or delete on office
  for each statement execute function till_rules_changed();
create trigger business_changed after update or delete on business
  for each statement execute function till_rules_changed();
