-- The caps of frequency are counted from the index alone, without the touches' own wide rows.
drop index touch_client_day;
create index touch_client_day on touch (client_id, on_day) include (purpose, channel, state);
