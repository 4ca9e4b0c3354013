-- The rota an incident climbs when this rule tells first.
alter table alert_rule add column rota_id text;

-- From moderation's entries: the rotas there are, and who is called about which incident.
create table known_rota (
  rota_id text primary key,
  brand_id text not null,
  name text not null
);
create index known_rota_brand on known_rota (brand_id, rota_id);
create table incident_call (
  escalation_id text primary key,
  brand_id text not null,
  incident_id text not null,
  raised_at timestamptz not null,
  members text[] not null,
  next_at timestamptz,
  holder text,
  acknowledged_at timestamptz,
  closed_at timestamptz
);
create index incident_call_incident on incident_call (incident_id, raised_at desc);

-- Which escalation is about which incident, for taking both at once. Not rebuilt.
create table escalated_incident (
  escalation_id text primary key,
  brand_id text not null,
  incident_id text not null
);
