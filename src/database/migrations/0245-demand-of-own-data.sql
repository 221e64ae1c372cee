-- A person may ask for all that is known of them; that stops nothing.
alter table client_demand drop constraint client_demand_kind_check;
alter table client_demand add constraint client_demand_kind_check check (kind in ('stop', 'erasure', 'export'));
