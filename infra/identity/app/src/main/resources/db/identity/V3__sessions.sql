-- Browsers that are signed in. Device and address are nobody's business after the end, so they are here and not in the ledger.
create table browser_session (
  session_id text primary key,        -- the id of the issuer's row
  member_id text not null,
  agent text not null,
  address text not null,
  since timestamptz not null,
  seen_at timestamptz not null,
  ends_at timestamptz not null
);
create index browser_session_by_member on browser_session (member_id, seen_at desc);

-- Those from before this table.
insert into browser_session (session_id, member_id, agent, address, since, seen_at, ends_at)
select id, principal_name, '', '', refresh_token_issued_at, now(), now() + interval '12 hours'
  from oauth2_authorization where refresh_token_value is not null and refresh_token_expires_at > now();

alter table member add left_at timestamptz;
