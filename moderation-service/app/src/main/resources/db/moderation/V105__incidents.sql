-- What is remembered between listening's entries: which rota each alert rule names ('' is the brand as a whole), how topics are called,
-- and which escalation calls about each incident. Not rebuilt.
create table called_rule (
  brand_id text not null,
  topic_id text not null,
  rota_id text,
  primary key (brand_id, topic_id)
);
create table called_topic (
  topic_id text primary key,
  brand_id text not null,
  name text not null
);
create table called_incident (
  incident_id text primary key,
  brand_id text not null,
  opening int not null,
  escalation_id text
);
create table called_alert (
  incident_id text not null,
  number int not null,
  brand_id text not null,
  topic_id text not null,
  reason text not null,
  primary key (incident_id, number)
);
