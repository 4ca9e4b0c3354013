-- What messages are recognised by when they come again: numbers made of people's words, forgotten with them. Kept by one processor, in the
-- order of the ledger; what it found is on record, so this is no read model. No request reads it, so it stands outside the wall between
-- brands ("brand_id"), behind which the index of keys could not be asked; keys of two brands are never the same.
create table story_trace (
  mention_id text primary key,
  of_brand text not null,
  source_id text not null,
  person_id text not null,
  story_id text not null,
  said_at timestamptz not null,
  last_said_at timestamptz not null,
  words int not null,
  whole bytea,
  opening bytea,
  page bigint,
  links bigint[] not null,
  keys bigint[] not null,
  kept_at timestamptz not null
);
-- A list of what was just written would have to be read through at each question.
create index story_trace_keys on story_trace using gin (keys) with (fastupdate = off);
create index story_trace_person on story_trace (person_id);
create index story_trace_kept on story_trace (kept_at);
alter table story_trace alter column whole set statistics 0, alter column opening set statistics 0, alter column page set statistics 0, alter column links set statistics 0;

-- The story each mention is told in, and the one it was found to belong to before people merged stories.
create table story_member (
  mention_id text primary key,
  brand_id text not null,
  story_id text not null,
  found_story_id text not null,
  placed boolean not null default false,
  like_mention_id text,
  likeness text,
  degree double precision,
  said_at timestamptz not null
);
create index story_member_story on story_member (story_id, said_at desc, mention_id);
create index story_member_found on story_member (found_story_id);

create table story_merge (
  story_id text primary key,
  brand_id text not null,
  into_story_id text not null
);
create index story_merge_into on story_merge (into_story_id);

create table story (
  story_id text primary key,
  brand_id text not null,
  messages bigint not null,
  first_at timestamptz not null,
  last_at timestamptz not null
);
create index story_brand on story (brand_id, last_at desc, story_id);
