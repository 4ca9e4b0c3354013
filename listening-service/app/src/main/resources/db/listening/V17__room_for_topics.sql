-- What topics that are being saved will take, until the list of topics has them: the end of all queries is asked for them, too.
create table topic_room (
  id uuid primary key,
  topic_id text not null,
  brand_id text not null,
  signs bigint not null,
  words bigint not null,
  until timestamptz not null
);
