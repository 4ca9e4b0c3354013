-- Somebody said that there is something new. What is said while a source is being read is not lost to that reading.
alter table source_state add column woken_at timestamptz;
