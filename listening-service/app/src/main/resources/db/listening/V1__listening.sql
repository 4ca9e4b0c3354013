create table topic (
  topic_id text primary key,
  brand_id text not null,
  name text not null,
  subject text not null,
  query text not null,
  languages text[] not null,
  version bigint not null,
  archived boolean not null default false
);
create index topic_brand on topic (brand_id);

create table source (
  source_id text primary key,
  brand_id text not null,
  connector text not null,
  name text not null,
  settings jsonb not null,
  every_seconds bigint not null,
  paused boolean not null default false,
  failing_since timestamptz,
  failure_code text,
  failure_detail text
);
create index source_brand on source (brand_id);

-- Where each source was read up to, and when it is due. No read model: this is known nowhere else.
create table source_state (
  source_id text primary key,
  cursor jsonb not null default '{}',
  next_poll_at timestamptz not null default now(),
  last_success_at timestamptz,
  last_poll_at timestamptz,
  failing boolean not null default false,
  failures int not null default 0,
  collected bigint not null default 0,
  matched bigint not null default 0
);

-- Sealed with the brand's key; never leaves this table.
create table source_credentials (
  source_id text primary key,
  sealed bytea not null
);

create table mention (
  mention_id text primary key,
  brand_id text not null,
  source_id text not null,
  network text not null,
  thread_id text not null,
  person_id text not null,
  author_name text not null,
  author_handle text not null,
  permalink text not null,
  title text,
  text text not null,
  language text not null default 'und',
  tone double precision not null default 0,
  intent text not null default 'OTHER',
  abusive boolean not null default false,
  unsure boolean not null default false,
  corrected boolean not null default false,
  deleted boolean not null default false,
  reasons jsonb not null default '[]',
  topics text[] not null,
  topic_terms jsonb not null default '[]',
  published_at timestamptz not null,
  collected_at timestamptz not null
);
create index mention_brand on mention (brand_id, published_at desc, mention_id);
create index mention_topics on mention using gin (topics);

create table source_gap (
  source_id text not null,
  brand_id text not null,
  gap_from timestamptz not null,
  gap_to timestamptz not null,
  primary key (source_id, gap_from)
);
