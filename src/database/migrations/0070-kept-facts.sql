-- A touch keeps the facts its verdicts were made from, under the names the rules know them by, and what each rule said
-- in two bits (1 allow, 2 hold, 3 refuse, at twice the rule's place; 0: it was not asked). The verdicts in words are
-- spelled out from these when somebody reads them. A null costs no room: no wish, nothing held, no hours asked for.

alter table touch
  alter column verdicts drop not null,
  add column says bigint,
  add column due_on date,
  add column window_ends date,
  add column fact_gone boolean,
  add column deceased_on date,
  add column stopped_since date,
  add column wish_scope text,
  add column wish_since timestamptz,
  add column wish_until date,
  add column wish_held_by text,
  add column consent_given boolean,
  add column consent_at timestamptz,
  add column consent_how text,
  add column unusable_contact_points text[],
  add column zone text,
  add column zone_from text,
  add column hours_from time,
  add column hours_to time,
  add column opens_time time,
  add column opens_at timestamptz,
  add column closes_at timestamptz,
  add column next_opens_at timestamptz,
  -- The client's day was over when it was judged.
  add column day_is_over boolean,
  add column proactive_count smallint,
  add column calls_count smallint,
  add column last_advertising date,
  -- When a cap of frequency that is full has room again; null where there is room.
  add column advertising_free_on date,
  add column proactive_free_on date,
  add column calls_free_on date,
  -- Which touch has the day's one place.
  add column instead_of_it text,
  -- Not before this moment whatever planning says: the provider asked us to wait.
  add column postponed_until timestamptz;
comment on column touch.verdicts is 'Only where the touch was planned before facts were kept; else null.';
