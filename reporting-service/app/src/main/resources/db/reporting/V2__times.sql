-- How long people waited: one row for each conversation.
create table answer_time (
  conversation_id text primary key,
  brand_id text not null,
  network text not null,
  opened_at timestamptz not null,
  answered_at timestamptz
);
create index answer_time_opened on answer_time (brand_id, opened_at);

-- The feedback loop: one row for each suggestion.
create table loop_time (
  suggestion_id text primary key,
  brand_id text not null,
  product_line_id text not null,
  summary text not null,
  first_mention_at timestamptz not null,
  raised_at timestamptz not null,
  decided_at timestamptz,
  decision text,
  shipped_at timestamptz,
  authors int not null default 0,
  told int not null default 0,
  told_at timestamptz
);
create index loop_time_brand on loop_time (brand_id, raised_at);

create table loop_author (
  suggestion_id text not null,
  mention_id text not null,
  person_id text not null,
  told_at timestamptz,
  primary key (suggestion_id, mention_id)
);
