-- What an operator's day needs besides the call itself: when the number was dialled, and the line it is dialled from.
alter table call add column dialled_at timestamptz;
create index call_shift on call (staff_member_id, ended_at) where outcome is not null;
create index call_open_of on call (staff_member_id) where outcome is null;
-- What the telephony knows the operator by: an extension, a line.
alter table staff_member add column line text;
