-- A chain can stop for a while: its version stays the one in force, and goes on as it is.
alter table chain_version drop constraint chain_version_state_check;
alter table chain_version
  add constraint chain_version_state_check check (state in ('draft', 'live', 'paused', 'retired')),
  add column paused_at timestamptz;
drop index chain_version_live;
create unique index chain_version_in_force on chain_version (chain) where state in ('live', 'paused');
