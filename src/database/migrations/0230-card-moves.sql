-- That a card was blocked, or got another number because it was lost. The number itself is in card_number; a block stood
-- nowhere but in the card's state.
create table card_move (
  client_id uuid not null,
  id uuid not null,
  card_id uuid not null,
  at timestamptz not null,
  what text not null check (what in ('blocked', 'replaced')),
  primary key (client_id, id)
);

-- What is new is found without a walk through the table. None of these is written by a purchase.
create index card_move_made on card_move using brin (id) with (autosummarize = on);
create index card_renewal_move_made on card_renewal_move using brin (id) with (autosummarize = on);
create index card_grace_made on card_grace using brin (id) with (autosummarize = on);
