create index mention_person on mention (person_id);

-- Samples of these columns would stand in the planner's statistics, where nobody forgets them; no query needs them.
alter table mention alter column author_name set statistics 0, alter column author_handle set statistics 0, alter column title set statistics 0, alter column text set statistics 0, alter column permalink set statistics 0;
