-- Which session began to set it up: only that one sees what waits, and finishes it.
alter table second_factor add column begun_by text;
