-- Who works here, learned from identity's entries.
create table member_directory (
  member_id text primary key,
  name text not null,
  email text not null,
  language text not null,
  zone text not null
);

create table member_directory_grant (
  member_id text not null,
  grant_id text not null,
  role text not null,
  brand_id text not null,
  until timestamptz,
  primary key (member_id, grant_id)
);
create index member_directory_grant_brand on member_directory_grant (brand_id, role);
