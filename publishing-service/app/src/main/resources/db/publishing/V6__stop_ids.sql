-- Which brand has which id of a stop: the stops of each brand are a stream of their own. No read model; never rebuilt.
create table stop_id (
  stop_id text primary key,
  brand_id text not null
);
insert into stop_id (stop_id, brand_id) select stop_id, brand_id from stop;
