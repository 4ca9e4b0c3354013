-- Read models: nothing here that the ledger does not know.

create table brand (
  brand_id text primary key,
  name text not null,
  country text not null,
  languages text[] not null,
  zone text not null,
  registered_at timestamptz not null
);

create table member (
  member_id text primary key,
  name text not null,
  email text not null,
  language text not null,
  theme text not null,
  zone text not null,
  -- What the house says of the member; the two columns above follow it until the member chooses.
  house_language text not null,
  house_zone text not null,
  registered_at timestamptz not null,
  password_changed_at timestamptz
);
create index member_by_name on member (lower(name), member_id);

create table member_grant (
  member_id text not null,
  grant_id text not null,
  role text not null,
  brand_id text not null,
  country text,
  channel_id text,
  until timestamptz,
  given_by text not null,
  given_at timestamptz not null,
  primary key (member_id, grant_id)
);
create index member_grant_by_brand on member_grant (brand_id, role);

create table token (
  token_id text primary key,
  member_id text not null,
  issued_at timestamptz not null,
  issued_by text not null,
  until timestamptz not null,
  revoked_at timestamptz,
  revoked_by text
);
create index token_by_member on token (member_id, issued_at desc);

-- Identity's own: secrets, which never enter the ledger, and what is needed to find a member at the door.

create table password (
  member_id text primary key,
  hash text not null,
  changed_at timestamptz not null
);

create table token_secret (
  -- SHA-256 of the token; the token itself is kept nowhere.
  digest bytea primary key check (length(digest) = 32),
  token_id text not null unique,
  member_id text not null,
  label text not null,
  until timestamptz not null,
  last_used_at timestamptz
);
create index token_secret_by_member on token_secret (member_id);

create table email_claim (
  -- Keyed digest of the address, so that two members never share one.
  digest text primary key,
  member_id text not null
);
create index email_claim_by_member on email_claim (member_id);

create table sign_in_try (
  key text primary key,
  tries int not null,
  since timestamptz not null
);

create table signing_key (
  key_id text primary key,
  -- Sealed under the installation's master key.
  sealed bytea not null,
  made_at timestamptz not null
);
