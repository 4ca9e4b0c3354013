-- How many words a query looks for; of those that stand already about as many, until they are changed.
alter table topic add column words bigint not null default 0;
update topic set words = length(query) / 6;
