-- Ties with people outside who carry weight: one for each person of a brand, derived from crm's own entries.
create table relation (
  relation_id text primary key,
  brand_id text not null,
  person_id text not null,
  stage text not null check (stage in ('SPOTTED', 'APPROACHED', 'IN_CONVERSATION', 'PARTNER', 'RESTING')),
  ended boolean not null,
  -- Why it is where it is, and why it ended.
  reason text not null,
  owner_id text,
  backup_id text,
  -- A day of its own zone: overdue when it is over there.
  next_date date,
  next_zone text,
  next_about text,
  next_to timestamptz,
  barred_date date,
  barred_zone text,
  barred_because text,
  barred_until timestamptz,
  begun_at timestamptz not null,
  changed_at timestamptz not null,
  version bigint not null,
  -- When it is somebody's turn: the end of time while nothing is planned.
  turn timestamptz not null,
  unique (brand_id, person_id)
);
create index relation_turn on relation (brand_id, ended, turn, relation_id);
create index relation_owner on relation (owner_id, turn) where not ended;
create index relation_person on relation (person_id);

-- What happened to each, in its order.
create table relation_step (
  relation_id text not null,
  version bigint not null,
  brand_id text not null,
  person_id text not null,
  happened_at timestamptz not null,
  actor_id text not null,
  kind text not null,
  stage text,
  words text,
  day date,
  zone text,
  owner_id text,
  backup_id text,
  primary key (relation_id, version)
);
create index relation_step_person on relation_step (person_id);

-- Who looks after which relation: an automation's own memory, never rebuilt.
create table relation_holder (
  relation_id text primary key,
  brand_id text not null,
  owner_id text,
  backup_id text
);
create index relation_holder_owner on relation_holder (owner_id, relation_id);
create index relation_holder_backup on relation_holder (backup_id, relation_id);

-- Samples of these columns would stand in the planner's statistics, where nobody forgets them; no query needs them.
alter table relation alter column reason set statistics 0, alter column next_about set statistics 0,
  alter column barred_because set statistics 0;
alter table relation_step alter column words set statistics 0;

-- What the card of somebody asks, however much they wrote and we answered.
create index thread_item_answers on thread_item (brand_id, person_id, said_at desc) where kind = 'REPLY' and reply_state = 'CONFIRMED';
create index conversation_person_open on conversation (brand_id, person_id) where state <> 'RESOLVED';
