create table product_line (
  product_line_id text primary key,
  brand_id text not null,
  name text not null,
  managers text[] not null,
  version bigint not null
);
create index product_line_brand on product_line (brand_id, name);
create index product_line_managers on product_line using gin (managers);

create table suggestion (
  suggestion_id text primary key,
  brand_id text not null,
  product_line_id text not null,
  summary text not null,
  version bigint not null,
  raised_by text not null,
  raised_at timestamptz not null,
  first_mention_at timestamptz not null,
  decision text check (decision in ('ACCEPTED', 'LATER', 'DECLINED')),
  reason text,
  first_decided_at timestamptz,
  decided_at timestamptz,
  decided_by text,
  shipped_at timestamptz,
  ship_note text
);
create index suggestion_brand on suggestion (brand_id, product_line_id, raised_at desc);

create table suggestion_evidence (
  suggestion_id text not null,
  mention_id text not null,
  brand_id text not null,
  conversation_id text not null,
  person_id text not null,
  added_by text not null,
  added_at timestamptz not null,
  reply_id text,
  reply_drafted_at timestamptz,
  not_reached_code text,
  told_at timestamptz,
  primary key (suggestion_id, mention_id)
);
create index suggestion_evidence_mention on suggestion_evidence (mention_id);
create index suggestion_evidence_conversation on suggestion_evidence (conversation_id);
create index suggestion_evidence_person on suggestion_evidence (brand_id, person_id);

-- What a brand settled; a missing row means the house's defaults.
create table brand_settings (
  brand_id text primary key,
  target_minutes int,
  texts jsonb not null default '{}'
);

create table brand (
  brand_id text primary key,
  name text not null,
  languages text[] not null,
  zone text not null
);
