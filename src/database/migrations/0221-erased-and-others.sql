-- Records of others who had an address of the erased one: perhaps the same person.
alter table erasure_act add column sharing jsonb not null default '[]';
