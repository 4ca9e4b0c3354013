-- Why a message is here and why it was read as it was is told in words of the message. To change a type, even to the same one, drops the
-- samples that the planner's statistics have of a column; no new ones are taken.
alter table mention alter column reasons type jsonb, alter column topic_terms type jsonb;
alter table mention alter column reasons set statistics 0, alter column topic_terms set statistics 0;

-- Whoever was erased before this was known.
update mention set reasons = words_erased(reasons, 'terms', text), topic_terms = words_erased(topic_terms, 'terms', text)
 where text = E'\001erased';
