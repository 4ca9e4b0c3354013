create table counter_log (line bigserial primary key, counter_id text not null, value int not null);
