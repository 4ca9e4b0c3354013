-- One thin row for each mention and each topic it matched, and one (topic '') for its brand as a whole: what is counted each minute.
create table alert_count (
  mention_id text not null,
  topic_id text not null,
  brand_id text not null,
  bucket bigint not null,
  person_id text not null,
  tone real not null default 0,
  intent text not null default 'OTHER',
  corrected boolean not null default false,
  collected_at timestamptz not null,
  primary key (mention_id, topic_id)
);
create index alert_count_series on alert_count (brand_id, topic_id, bucket) include (tone, intent, person_id);
create index alert_count_bucket on alert_count (bucket);

create table incident (
  incident_id text primary key,
  brand_id text not null,
  opened_at timestamptz not null,
  last_alert_at timestamptz not null,
  acknowledged_by text,
  acknowledged_at timestamptz,
  closed_by text,
  closed_at timestamptz,
  outcome text
);
create index incident_brand on incident (brand_id, opened_at desc);

create table alert (
  alert_id text primary key,
  incident_id text not null,
  brand_id text not null,
  topic_id text not null,
  signal text not null,
  sensitivity text not null,
  window_from timestamptz not null,
  window_to timestamptz not null,
  observed double precision not null,
  expected double precision not null,
  threshold double precision not null,
  effect double precision not null,
  chance double precision not null,
  mentions text[] not null
);
create index alert_incident on alert (incident_id);
create index alert_series on alert (brand_id, topic_id, signal, window_to desc);

create table alert_rule (
  rule_id text primary key,
  brand_id text not null,
  topic_id text not null,
  sensitivity text not null,
  signals text[] not null,
  muted_until timestamptz,
  set_by text not null,
  set_at timestamptz not null
);
