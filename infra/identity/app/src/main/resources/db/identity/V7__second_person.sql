-- Rights that wait for a second person, and the rule that lets them wait.
create table waiting_grant (
  member_id text not null,
  grant_id text not null,
  version bigint not null,
  role text not null,
  brand_id text not null,
  country text,
  channel_id text,
  until timestamptz,
  asked_by text not null,
  asked_at timestamptz not null,
  primary key (member_id, grant_id)
);
create table second_person_rule (
  rule_id text primary key,
  version bigint not null,
  required boolean not null,
  changed_by text not null,
  changed_at timestamptz not null,
  release_asked_by text,
  release_asked_at timestamptz
);
