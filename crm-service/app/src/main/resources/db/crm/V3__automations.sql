-- State of automations. Not derived, never rebuilt: it says what was asked for already.

-- Mentions that did not become a message: not yet understood, spam, or our own voice.
create table intake (
  mention_id text primary key,
  brand_id text not null,
  network text not null,
  source_id text not null,
  thread_id text not null,
  person_id text not null,
  received_at timestamptz not null,
  collected_at timestamptz not null,
  state text not null check (state in ('WAITING', 'SPAM'))
);
create index intake_waiting on intake (collected_at) where state = 'WAITING';

-- Replies that may still come back or go live.
create table reply_watch (
  reply_id text primary key,
  brand_id text not null,
  conversation_id text not null,
  mention_id text not null,
  person_id text not null,
  author_id text not null,
  suggestion_id text
);

-- What telling authors back needs to know of a suggestion.
create table telling_suggestion (
  suggestion_id text primary key,
  brand_id text not null,
  summary text not null,
  raised_by text not null,
  telling text check (telling in ('DECLINED', 'SHIPPED')),
  words text,
  round int not null
);

create table telling_author (
  suggestion_id text not null,
  conversation_id text not null,
  brand_id text not null,
  mention_id text not null,
  person_id text not null,
  -- The round that was asked for, and the round that was carried out.
  asked_round int not null,
  done_round int not null,
  tries int not null default 0,
  next_try_at timestamptz,
  primary key (suggestion_id, conversation_id)
);
create index telling_author_open on telling_author (next_try_at) where asked_round > done_round;
