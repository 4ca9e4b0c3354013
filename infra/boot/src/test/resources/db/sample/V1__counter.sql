create table counter_value (counter_id text primary key, value int not null check (value >= 0));
