-- People whose key was destroyed, and how far this service is with forgetting them. The ids say nothing about anybody.
create table forgotten_person (
  person_id text primary key,
  erasure_id text not null,
  brand_id text not null,
  head bigint not null,
  learned_at timestamptz not null,
  first_pass_at timestamptz,
  done_at timestamptz,
  rows jsonb not null default '{}'
);
create index forgotten_person_open on forgotten_person (learned_at) where done_at is null;
