-- Browsers that are signed in. Whoever reads this table can open no session and use no token.
create table session (
  id           text primary key,          -- SHA-256 of the cookie
  member_id    text not null,
  language     text not null,
  tokens       bytea not null,            -- sealed for this row
  access_until timestamptz not null,
  seen_at      timestamptz not null,
  ends_at      timestamptz not null
);

create index session_end on session (ends_at);
create index session_seen on session (seen_at);
