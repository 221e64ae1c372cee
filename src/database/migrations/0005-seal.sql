-- What makes a change of the ledger noticeable: a seal for every posting, made some time after it was booked.

-- A seal's hash covers the seal before it on the same card and the posting as text (src/loyalty/store/sealed-text.ts).
create table seal (
  client_id uuid not null,
  card_id uuid not null,
  -- 1, 2, 3 … on each card.
  position integer not null check (position > 0),
  posting_id uuid not null,
  hash bytea not null check (length(hash) = 32),
  -- The number of the sealing that made it.
  sealing integer not null,
  primary key (client_id, card_id, position)
);
create unique index seal_posting on seal (client_id, posting_id);

-- A batch of seals. Its digest covers the sealing before it and the hashes of its own seals.
create table sealing (
  number integer primary key check (number > 0),
  seals integer not null check (seals > 0),
  sealed_at timestamptz not null,
  digest bytea not null check (length(digest) = 32)
);

create trigger seal_append_only before update or delete or truncate on seal
  for each statement execute function ledger_is_append_only();
create trigger sealing_append_only before update or delete or truncate on sealing
  for each statement execute function ledger_is_append_only();

-- What was booked of late is found without a walk through the ledger, and booking pays next to nothing for it.
create index posting_booked on posting using brin (booked_at) with (autosummarize = on);

-- Used as a window aggregate: hash after hash along a card, from `before`, the hash of the card's last seal so far.
create function next_seal(hash bytea, before bytea, line text) returns bytea language plpgsql immutable parallel safe as $$
begin
  return sha256(coalesce(hash, before) || convert_to(line, 'UTF8'));
end $$;
create aggregate running_seal(before bytea, line text) (sfunc = next_seal, stype = bytea);
