-- How long each brand keeps words of people outside: what was proposed, what is in force, and whether all of it is on hold.
create table retention (
  brand_id text primary key,
  version bigint not null,
  held_because text,
  held_until timestamptz,
  held_by text,
  held_at timestamptz
);
create table retention_proposal (
  brand_id text not null,
  proposal int not null,
  never_answered_months int not null,
  in_conversation_months int not null,
  proposed_by text not null,
  proposed_at timestamptz not null,
  state text not null check (state in ('OPEN', 'REPLACED', 'DECLINED', 'ADOPTED')),
  decided_by text,
  decided_at timestamptz,
  policy_version int,
  primary key (brand_id, proposal)
);

-- State of an automation, never rebuilt: when whose time is over is looked up next, and what the last times found.
create table retention_schedule (
  brand_id text primary key,
  next_run_at timestamptz not null
);
create table retention_run (
  brand_id text not null,
  ran_at timestamptz not null,
  policy_version int not null,
  chosen int not null,
  still_due int not null,
  erasure_ids text[] not null,
  primary key (brand_id, ran_at)
);

-- An erasure because the time is over names the policy and from when on nobody may have been in contact.
alter table erasure add column policy_version int, add column never_answered_before timestamptz, add column in_conversation_before timestamptz;
create table erasure_spared (
  erasure_id text not null,
  person_id text not null,
  brand_id text not null,
  because text not null,
  primary key (erasure_id, person_id)
);
create index person_last_seen on person (brand_id, last_seen);
