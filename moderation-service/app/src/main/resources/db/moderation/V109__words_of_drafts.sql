-- Why a draft needs an approval is told in words of the draft. To change a type, even to the same one, drops the samples that the planner's
-- statistics have of a column; no new ones are taken.
alter table review alter column reasons type jsonb;
alter table review alter column reasons set statistics 0;

-- Whoever was erased before this was known.
update review set reasons = words_erased(reasons, 'words', body, array['CHANNEL', 'AUTHOR_ROLE']) where body = E'\001erased';
