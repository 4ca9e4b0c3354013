-- A text that somebody changed by a sign is still of whoever wrote the rest: all of them are kept, the last one last.
update brand_settings set text_authors = (
  select coalesce(jsonb_object_agg(key, case jsonb_typeof(value) when 'array' then value else jsonb_build_array(value) end), '{}')
    from jsonb_each(text_authors));
