-- What each topic asked for, change by change, and how much of what it found was right as far as people looked.
create table topic_version (
  topic_id text not null,
  brand_id text not null,
  version bigint not null,
  name text not null,
  subject text not null,
  query text not null,
  languages text[] not null,
  archived boolean not null default false,
  sample_looked bigint,
  sample_found bigint,
  sample_right int,
  sample_judged int,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (topic_id, version)
);
