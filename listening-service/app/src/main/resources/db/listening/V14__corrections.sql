-- What was said of many mentions at once, and how far that is.
create table correction_batch (
  batch_id text primary key,
  brand_id text not null,
  tone text,
  intent text,
  messages int not null,
  settled int not null,
  deleted int not null,
  already_so int not null,
  elsewhere int not null,
  state text not null,
  corrected int not null default 0,
  left_out int not null default 0,
  restored int not null default 0,
  kept int not null default 0,
  begun_at timestamptz not null,
  begun_by text not null,
  done_at timestamptz,
  undone_at timestamptz,
  undone_by text
);
create index correction_batch_brand on correction_batch (brand_id, begun_at desc);
