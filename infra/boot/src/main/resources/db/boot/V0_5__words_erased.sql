-- What stays of reasons and the like when the person whose words they quote is forgotten: each says that there were words, and no word. What
-- belongs to one of the spared rules quotes nobody.
create function words_erased(lists jsonb, field text, mark text, spared text[] default '{}') returns jsonb language sql immutable as $$
  select coalesce(jsonb_agg(
           case when jsonb_array_length(one -> field) = 0 or coalesce(one ->> 'rule', '') = any (spared) then one
                else jsonb_set(one, array[field], jsonb_build_array(mark)) end order by place), '[]'::jsonb)
    from jsonb_array_elements(lists) with ordinality as each (one, place)
$$;
