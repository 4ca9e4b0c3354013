-- A note's id is its conversation's: another conversation may have a note of the same id.
update thread_item set item_id = conversation_id || '/' || item_id where kind = 'NOTE';
