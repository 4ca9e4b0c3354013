-- Which entries tell the story of what. No texts: these are read from the ledger when somebody looks, so that erasure holds.
create table audit_entry (
  position bigint primary key,
  stream text not null,
  event_type text not null,
  recorded_at timestamptz not null,
  brand_id text,
  actor text not null,
  actor_kind text not null,
  role text,
  content_hash text
);
create index audit_entry_stream on audit_entry (stream, position);
create index audit_entry_recent on audit_entry (brand_id, event_type, position desc);

create table audit_link (
  subject text not null,
  position bigint not null,
  stream text not null,
  primary key (subject, position)
);
create index audit_link_position on audit_link (position);

-- Where our own posts and replies are to be seen on their networks.
create table audit_permalink (
  permalink text primary key,
  subject text not null
);
