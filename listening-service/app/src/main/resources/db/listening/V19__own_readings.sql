-- Versions of each brand's own reading, made of what its people said of messages, and which is in force.
create table own_reading (
  brand_id text not null,
  version int not null,
  shipped text not null,
  lessons jsonb not null,
  replayed int not null,
  changed int not null,
  samples jsonb not null,
  taught_at timestamptz not null,
  taught_by text not null,
  primary key (brand_id, version)
);
create table own_reading_in_force (
  brand_id text primary key,
  version int not null,
  chosen_at timestamptz not null,
  chosen_by text not null
);
-- What there is to learn from.
create index mention_settled on mention (brand_id, collected_at desc) where settled and not deleted;
