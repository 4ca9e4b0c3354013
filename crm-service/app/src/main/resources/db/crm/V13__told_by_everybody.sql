-- Who settled a suggestion, all of them: what one wrote another may take over.
alter table telling_suggestion alter column settled_by type text[]
  using case when settled_by is null then '{}' else array[settled_by] end;
alter table telling_suggestion alter column settled_by set default '{}', alter column settled_by set not null;
