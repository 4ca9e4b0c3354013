-- Whom each row concerns, so that it is known what to forget with whom.
alter table mention add column person_id text;
alter table conversation add column person_id text;
alter table answer add column person_id text;
alter table escalation add column person_id text;
create index mention_person on mention (person_id);
create index answer_person on answer (person_id);
create index review_person on review (person_id);
create index escalation_person on escalation (person_id);

-- What is known of threads is read again from the ledger when the service starts, because the older rows do not say it.
truncate mention, conversation, conversation_message, answer;
delete from token_entry
 where processorname in ('moderation.thread.mentions', 'moderation.thread.conversations', 'moderation.thread.answers');

-- Samples of these columns would stand in the planner's statistics, where nobody forgets them; no query needs them.
alter table mention alter column author_name set statistics 0, alter column author_handle set statistics 0, alter column title set statistics 0, alter column body set statistics 0, alter column permalink set statistics 0;
alter table answer alter column body set statistics 0;
alter table review alter column body set statistics 0, alter column decided_body set statistics 0, alter column note set statistics 0, alter column refusal set statistics 0;
alter table escalation alter column reason set statistics 0, alter column outcome set statistics 0;
