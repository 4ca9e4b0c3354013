-- Tokens of the company's directory; of each only its digest.
create table scim_token (
  token_id text primary key,
  digest bytea not null unique check (length(digest) = 32),
  label text not null,
  made_by text not null,
  made_at timestamptz not null,
  revoked_at timestamptz,
  last_used_at timestamptz
);

-- What the directory calls people, beside what the ledger knows of them.
create table scim_user (
  member_id text primary key,
  user_name text not null,
  external_id text
);
create unique index scim_user_name on scim_user (lower(user_name));
create index scim_user_external on scim_user (external_id);

create table scim_group (
  group_id text primary key,
  display_name text not null,
  external_id text
);
create unique index scim_group_name on scim_group (lower(display_name));

create table scim_group_member (
  group_id text not null references scim_group on delete cascade,
  member_id text not null,
  primary key (group_id, member_id)
);
create index scim_group_member_by_member on scim_group_member (member_id);
