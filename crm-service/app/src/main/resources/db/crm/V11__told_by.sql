-- Whose words tell the author what became of their suggestion: nobody who wrote a part of a reply approves it.
alter table telling_suggestion add column settled_by text;
alter table brand_settings add column text_authors jsonb not null default '{}';
