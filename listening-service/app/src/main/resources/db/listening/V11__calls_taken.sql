-- Signed calls whose messages are safe, for as long as anybody could send them once more. No read model: this is known nowhere else.
create table source_call_taken (
  source_id text not null,
  call_hash bytea not null,
  brand_id text not null,
  replayable_until timestamptz not null,
  primary key (source_id, call_hash)
);
create index source_call_taken_until on source_call_taken (replayable_until);
