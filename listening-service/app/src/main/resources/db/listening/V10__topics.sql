-- What each topic asked for, change by change, and how much of what it found was right as far as people looked.
create table topic_version (
  topic_id text not null,
  brand_id text not null,
  version bigint not null,
  name text not null,
  subject text not null,
  query text not null,
  languages text[] not null,
  daily_budget int,
  archived boolean not null default false,
  sample_looked bigint,
  sample_found bigint,
  sample_right int,
  sample_judged int,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (topic_id, version)
);

-- So many messages a day at most; null takes all.
alter table topic add column daily_budget int;

-- How much topics with a budget took on a day of the brand, and what they left out since the last throttle was told. No read model: this is
-- known nowhere else.
create table topic_day (
  topic_id text not null,
  day date not null,
  brand_id text not null,
  taken bigint not null default 0,
  left_out bigint not null default 0,
  left_out_since timestamptz,
  budget int,
  primary key (topic_id, day)
);
create index topic_day_left_out on topic_day (left_out_since) where left_out > 0;

-- What was decided of each message, for as long as sources show it again. Not rebuilt.
create table topic_admission (
  topic_id text not null,
  mention_id text not null,
  brand_id text not null,
  taken boolean not null,
  decided_at timestamptz not null,
  primary key (topic_id, mention_id)
);
create index topic_admission_decided on topic_admission (decided_at);

create table topic_throttle (
  topic_id text not null,
  throttled_from timestamptz not null,
  brand_id text not null,
  throttled_until timestamptz not null,
  throttled_to timestamptz,
  budget int not null,
  left_out bigint,
  primary key (topic_id, throttled_from)
);
create index topic_throttle_brand on topic_throttle (brand_id, throttled_from);
