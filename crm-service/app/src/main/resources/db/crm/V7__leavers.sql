-- Who holds which conversation, and who left: what a leaver held is freed, in the order in which it happened.
create table conversation_holder (
  conversation_id text primary key,
  brand_id text not null,
  member_id text,
  resolved boolean not null default false
);
create index conversation_holder_by_member on conversation_holder (member_id);

create table left_member (
  member_id text primary key
);
