-- People: from identity's entries.
create table member_grant (
  member_id text not null,
  grant_id text not null,
  role text not null,
  brand_id text not null,
  country text,
  channel_id text,
  until timestamptz,
  primary key (member_id, grant_id)
);
create index member_grant_brand on member_grant (brand_id);
create table brand (
  brand_id text primary key,
  name text not null
);

-- Rules.
create table policy_version (
  brand_id text not null,
  version int not null,
  rules jsonb not null,
  adopted_by text not null,
  adopted_at timestamptz not null,
  primary key (brand_id, version)
);
create table guideline (
  guideline_id text primary key,
  brand_id text not null,
  version int not null,
  title jsonb not null,
  body jsonb not null,
  withdrawn boolean not null,
  changed_by text not null,
  changed_at timestamptz not null
);
create index guideline_brand on guideline (brand_id, guideline_id);
create table guideline_version (
  guideline_id text not null,
  version int not null,
  title jsonb not null,
  body jsonb not null,
  published_by text not null,
  published_at timestamptz not null,
  primary key (guideline_id, version)
);

-- Reviews.
create table review (
  review_id text primary key,
  brand_id text not null,
  reviewed text not null,
  reviewed_id text not null,
  conversation_id text,
  mention_id text,
  channel_id text not null,
  person_id text,
  body text not null,
  content_hash text not null,
  revision int not null,
  author_id text not null,
  editors text[] not null,
  policy_version int not null,
  reasons jsonb not null,
  state text not null,
  opened_at timestamptz not null,
  decided_at timestamptz,
  decided_by text,
  decided_body text,
  note text,
  guideline_id text,
  guideline_version int,
  refusal text,
  version bigint not null
);
create index review_open on review (opened_at, review_id) where state = 'OPEN';
create index review_decided on review (decided_at desc, review_id) where decided_at is not null;
create index review_subject on review (reviewed, reviewed_id, revision);
create table review_seen (
  review_id text not null,
  member_id text not null,
  view_hash text not null,
  seen_messages int not null,
  seen_at timestamptz not null,
  primary key (review_id, member_id, view_hash)
);

-- What the judge knows: the policy in force and the review of each draft, in ledger order. Not rebuilt.
create table judged_policy (
  brand_id text primary key,
  version int not null,
  rules jsonb not null
);
create table judged_draft (
  reviewed text not null,
  reviewed_id text not null,
  review_id text not null,
  primary key (reviewed, reviewed_id)
);

-- What the public sees: from the entries of listening, crm and publishing.
create table mention (
  mention_id text primary key,
  brand_id text not null,
  author_name text not null,
  author_handle text not null,
  title text,
  body text not null,
  permalink text not null,
  published_at timestamptz not null,
  deleted boolean not null
);
create table conversation (
  conversation_id text primary key,
  brand_id text not null,
  network text not null
);
create table conversation_message (
  conversation_id text not null,
  number int not null,
  mention_id text not null,
  received_at timestamptz not null,
  primary key (conversation_id, number)
);
create table answer (
  reply_id text primary key,
  brand_id text not null,
  conversation_id text not null,
  channel_id text not null,
  body text not null,
  sent_at timestamptz,
  permalink text
);
create index answer_conversation on answer (conversation_id, sent_at) where sent_at is not null;
create table channel (
  channel_id text primary key,
  brand_id text not null,
  network text not null,
  name text not null,
  undo_seconds int not null
);
create table stop (
  stop_id text primary key,
  brand_id text not null,
  channel_id text,
  reason text not null
);
create table post (
  post_id text primary key,
  brand_id text not null,
  title text not null,
  variants jsonb not null,
  slot_local text,
  slot_zone text
);

-- On call.
create table rota (
  rota_id text primary key,
  brand_id text not null,
  name text not null,
  levels jsonb not null,
  per_level_seconds bigint not null,
  version bigint not null,
  defined_at timestamptz not null,
  changed_by text not null,
  changed_at timestamptz not null
);
create index rota_brand on rota (brand_id, defined_at);
create table escalation (
  escalation_id text primary key,
  brand_id text not null,
  subject text not null,
  reason text not null,
  rota_id text not null,
  levels jsonb not null,
  per_level_seconds bigint not null,
  rounds int not null,
  raised_by text not null,
  raised_at timestamptz not null,
  step int not null,
  acknowledge_before timestamptz,
  holder text,
  acknowledged_at timestamptz,
  acknowledged_level int,
  outcome text,
  closed_by text,
  closed_at timestamptz
);
create index escalation_open on escalation (raised_at desc, escalation_id) where closed_at is null;
create index escalation_closed on escalation (closed_at desc, escalation_id) where closed_at is not null;
create table escalation_call (
  escalation_id text not null,
  step int not null,
  round int not null,
  level int not null,
  members text[] not null,
  called_at timestamptz not null,
  primary key (escalation_id, step)
);

-- Letters to members who are called. One row, one letter, one attempt unless it is certain that nothing left. Not rebuilt.
create table letter (
  letter_id text primary key,
  escalation_id text not null,
  brand_id text not null,
  step int not null,
  member_id text not null,
  state text not null,
  tries int not null,
  queued_at timestamptz not null,
  not_before timestamptz not null,
  attempted_at timestamptz,
  finished_at timestamptz,
  problem text
);
create index letter_waiting on letter (not_before) where state in ('QUEUED', 'ATTEMPTED');
create index letter_recent on letter (queued_at desc, letter_id);
