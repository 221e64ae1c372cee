-- What was done about a reason that nearly everybody has at once: an issue, a holiday, the end of a month. Found by the reason,
-- instead of reading what was ever done about anybody.
create index touch_of_most on touch (reason_key) where occasion_kind in ('issue', 'holiday', 'month-end');
