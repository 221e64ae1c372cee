-- Why a chain leaves a client alone although the occasion stands; null where it does not.
alter table touch
  -- 'answered', 'goal', 'refused' or 'unanswered'.
  add column chain_over_by text,
  add column chain_over_on date,
  -- From when on the chain may speak again; null: not for this occasion.
  add column chain_free_on date;
