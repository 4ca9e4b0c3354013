alter table browser_session add factor_at timestamptz;

create table second_factor (
  member_id text primary key,
  -- Sealed under the installation's master key.
  secret bytea not null,
  made_at timestamptz not null,
  -- Null until a first code showed that the secret arrived.
  confirmed_at timestamptz,
  -- The step of the last code that was accepted: none of it or before counts again.
  last_step bigint not null default 0,
  tries int not null default 0,
  tries_since timestamptz not null default now()
);

create table recovery_code (
  member_id text not null,
  digest text not null,
  used_at timestamptz,
  primary key (member_id, digest)
);

-- Read model: the roles of which the house demands a second factor.
create table second_factor_role (
  role text primary key
);

-- Tokens made for acts that ask people for their second factor.
alter table token_secret add step_up boolean not null default false;
