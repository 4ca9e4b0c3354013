-- Who gave a right and when: whoever got theirs from an author a moment ago is no second pair of eyes.
alter table member_grant add column given_by text, add column given_at timestamptz;

-- Rights are read again from the ledger when the service starts, because the older rows do not say it.
delete from token_entry where processorname = 'moderation.people.grants';
