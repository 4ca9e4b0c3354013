-- Until when whoever asks a source has it; who wakes it meanwhile makes it due and gives it to nobody else.
alter table source_state add column asked_until timestamptz;
