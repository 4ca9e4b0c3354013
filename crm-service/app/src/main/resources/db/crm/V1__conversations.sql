-- The inbox: one row per conversation, all of it derived from crm's own entries. Nothing here says who anybody is.
create table conversation (
  conversation_id text primary key,
  brand_id text not null,
  network text not null,
  source_id text not null,
  thread_id text not null,
  person_id text not null,
  state text not null check (state in ('OPEN', 'SNOOZED', 'RESOLVED')),
  assignee text,
  snoozed_until timestamptz,
  version bigint not null,
  opened_at timestamptz not null,
  messages int not null,
  answers int not null,
  notes int not null,
  last_mention_id text not null,
  last_message_at timestamptz not null,
  last_event_at timestamptz not null,
  -- The clock: the first message nobody answered yet, less the time it was set aside.
  waiting_since timestamptz,
  paused_since timestamptz,
  paused_seconds bigint not null,
  answered_at timestamptz,
  answered_within_seconds bigint,
  answering_reply text
);
create index conversation_queue on conversation (brand_id, state, waiting_since);
create index conversation_assignee on conversation (assignee, state);
create index conversation_person on conversation (brand_id, person_id);
create index conversation_due on conversation (snoozed_until) where state = 'SNOOZED';

-- What was said, in the order it was said: messages from outside, our replies, our notes. With person, the only tables with texts and
-- names of people.
create table thread_item (
  kind text not null check (kind in ('MESSAGE', 'REPLY', 'NOTE')),
  item_id text not null,
  brand_id text not null,
  conversation_id text not null,
  person_id text not null,
  network text,
  said_at timestamptz not null,
  changed_at timestamptz not null,
  title text,
  text text not null,
  permalink text,
  -- messages
  language text,
  tone double precision,
  intent text,
  abusive boolean not null default false,
  unsure boolean not null default false,
  edited_at timestamptz,
  deleted_at timestamptz,
  -- replies and notes
  member_id text,
  reply_state text,
  channel_id text,
  answered_mention_id text,
  review_id text,
  approver_id text,
  suggestion_id text,
  primary key (kind, item_id)
);
create index thread_item_conversation on thread_item (conversation_id, said_at);
create index thread_item_person on thread_item (brand_id, person_id, said_at desc);
create index thread_item_spam on thread_item (brand_id, said_at desc) where kind = 'MESSAGE' and intent = 'SPAM';

create table person (
  brand_id text not null,
  person_id text not null,
  network text not null,
  name text not null,
  handle text not null,
  known_since timestamptz not null,
  last_seen timestamptz not null,
  messages int not null,
  primary key (brand_id, person_id)
);

-- Which reply a delivery carries.
create table reply_delivery (
  delivery_id text primary key,
  reply_id text not null
);
