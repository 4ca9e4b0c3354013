-- What networks sign their calls with, sealed with the brand's key. The one before the newest counts for a while longer.
create table source_hook (
  source_id text primary key,
  brand_id text not null,
  sealed bytea not null,
  made_at timestamptz not null,
  made_by text not null,
  earlier bytea,
  earlier_until timestamptz
);

-- When networks last called, by how the call was taken.
create table source_call (
  source_id text primary key,
  brand_id text not null,
  accepted_at timestamptz,
  refused_at timestamptz
);
