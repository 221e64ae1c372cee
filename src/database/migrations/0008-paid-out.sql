-- A deposit is its owner's money: it can be paid out again.
alter table posting drop constraint posting_kind_check;
alter table posting add constraint posting_kind_check check (kind in (
  'earned', 'redeemed', 'burned', 'restored', 'reversed', 'adjusted', 'topped_up', 'paid', 'refunded', 'paid_out'));
