-- The brands of the house, learned from identity's entries.
create table brand_directory (
  brand_id text primary key,
  name text not null,
  languages text[] not null,
  zone text not null
);
