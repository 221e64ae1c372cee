-- Equal for the touches of one step for one occasion of a client, whatever their day: whether a step was made already is
-- told by the index of a client's touches alone, and so are the caps of frequency.
alter table touch
  add column reason_key bigint not null generated always as (hashtextextended(chain || '/' || step || '/' || occasion_key, 0)) stored;
drop index touch_client_day;
create index touch_client_day on touch (client_id, on_day) include (purpose, channel, state, reason_key, taken_along_by);
-- What is wrong with an address, of the few with which something is.
create index contact_point_unusable on contact_point (client_id) where state not in ('unverified', 'verified');
