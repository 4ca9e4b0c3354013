-- What identity calls the session, so that it can say which one is over.
alter table session add sid text not null default '';
create index session_sid on session (sid);
create index session_member on session (member_id);
