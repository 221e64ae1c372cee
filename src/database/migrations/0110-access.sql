-- Signing in, and who may what.

alter table staff_member
  add column email text unique check (email = lower(email)),
  add column email_verified boolean not null default true,
  add column picture text,
  add column two_factor_enabled boolean not null default false,
  add column created_at timestamptz not null default now(),
  add column updated_at timestamptz not null default now(),
  add column disabled_at timestamptz;

-- Offices where somebody may act besides the one where they are at home (staff_member.office_id).
create table staff_office (
  staff_member_id uuid not null references staff_member on delete cascade,
  office_id uuid not null references office on delete cascade,
  primary key (staff_member_id, office_id)
);

-- What the library for signing in keeps, in its shapes and under our names ------------------------------------------

create table staff_session (
  id uuid primary key,
  token text not null unique,
  staff_member_id uuid not null references staff_member on delete cascade,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index staff_session_of on staff_session (staff_member_id);

create table staff_credential (
  id uuid primary key,
  staff_member_id uuid not null references staff_member on delete cascade,
  account_id text not null,
  provider_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (staff_member_id, provider_id)
);

create table staff_second_factor (
  id uuid primary key,
  staff_member_id uuid not null references staff_member on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default true,
  failed_verification_count integer not null default 0,
  locked_until timestamptz
);
create index staff_second_factor_of on staff_second_factor (staff_member_id);

create table sign_in_challenge (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index sign_in_challenge_by on sign_in_challenge (identifier);

create table sign_in_rate (
  id uuid primary key,
  key text not null unique,
  count integer not null,
  last_request bigint not null
);

-- What signs cookies and closes second factors, where the configuration names nothing.
create table access_secret (
  one boolean primary key default true check (one),
  secret text not null
);

-- Our own -------------------------------------------------------------------------------------------------------

-- A link with which somebody sets a password: an invitation, or a way back in. The token itself is not kept.
create table staff_link (
  id uuid primary key,
  staff_member_id uuid not null references staff_member on delete cascade,
  kind text not null check (kind in ('invitation', 'reset')),
  token_hash text not null unique,
  made_by uuid references staff_member,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  withdrawn_at timestamptz
);
create index staff_link_of on staff_link (staff_member_id);

create table api_key (
  id uuid primary key,
  name text not null,
  prefix text not null,
  hash text not null unique,
  scopes text[] not null,
  made_by uuid references staff_member,
  made_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz
);

-- Who changed what: a row for every request that changed something.
create table audit_line (
  id uuid primary key,
  at timestamptz not null,
  staff_member_id uuid,
  api_key_id uuid,
  method text not null,
  route text not null,
  subject jsonb not null,
  client uuid
);
create index audit_line_of_staff on audit_line (staff_member_id, id);
create index audit_line_about on audit_line (client, id) where client is not null;

alter table client_view add column api_key_id uuid;
alter table list_view add column api_key_id uuid;
