-- Who looks after a topic; nobody, when whoever did left.
alter table topic add column owner_id text;

-- Who looks after which topic, and which members left, as whoever takes topics from leavers saw it. No read model: it would take them twice.
create table topic_owner (
  topic_id text primary key,
  brand_id text not null,
  owner_id text
);
create index topic_owner_by_owner on topic_owner (owner_id);

create table left_member (
  member_id text primary key
);
