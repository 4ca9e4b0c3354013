create table counter_value (counter_id text primary key, brand_id text not null, value int not null check (value >= 0));
