-- A promised call that nobody made lapses with its day; these few are found without a walk through all touches.
create index touch_queued on touch (on_day) where state = 'queued';
