-- Whom each row concerns, so that it is known what to forget with whom. Older rows say it once their list was rebuilt.
alter table reply add column person_id text;
alter table delivery add column person_id text;
create index reply_person on reply (person_id);
create index delivery_person on delivery (person_id);

-- Samples of these columns would stand in the planner's statistics, where nobody forgets them; no query needs them.
alter table reply alter column reason set statistics 0;
alter table delivery alter column evidence set statistics 0, alter column proposal set statistics 0;
