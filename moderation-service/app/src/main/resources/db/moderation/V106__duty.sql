-- Who is on duty when.
alter table rota add column duty jsonb;
