-- Of every earlier version of the chain, the step it ended with: who got that far is finished, and no newer version of
-- the chain touches them again for the same occasion. [{"version": 1, "step": "day-before"}]
alter table chain_version add column ends jsonb not null default '[]';
