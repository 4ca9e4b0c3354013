-- Whose words a summary carries; read again from the ledger, because the older rows do not say it.
alter table loop_time add column person_id text;
truncate loop_time, loop_author;
delete from token_entry where processorname = 'reporting.loop.suggestions';

-- Samples of these columns would stand in the planner's statistics, where nobody forgets them; no query needs them.
alter table loop_time alter column summary set statistics 0;
