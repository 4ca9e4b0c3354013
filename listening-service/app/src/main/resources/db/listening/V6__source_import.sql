-- Files that people bring in: what became of each line, without what it says. No read model: this is known nowhere else.
create table source_import (
  import_id text primary key,
  source_id text not null,
  brand_id text not null,
  file_name text not null,
  bytes bigint not null,
  encoding text not null,
  separator text not null,
  ignored text not null,
  started_at timestamptz not null,
  started_by text not null,
  seen_at timestamptz not null,
  ended_at timestamptz,
  trouble text
);
create index source_import_source on source_import (source_id, started_at desc);
-- One at a time for a source.
create unique index source_import_running on source_import (source_id) where ended_at is null;

create table source_import_line (
  import_id text not null references source_import on delete cascade,
  line bigint not null,
  outcome text not null,
  problem text,
  mention_id text,
  primary key (import_id, line)
);
