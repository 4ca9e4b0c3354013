-- Who the company's own sign-in service says somebody is.
create table company_identity (
  issuer text not null,
  -- Keyed digest of what the service calls the person.
  subject text not null,
  member_id text not null,
  linked_at timestamptz not null,
  primary key (issuer, subject)
);
create index company_identity_by_member on company_identity (member_id);

-- Which of its sessions one of ours came from: "<issuer> <sid>".
alter table browser_session add company_session text;
create index browser_session_by_company on browser_session (company_session);

-- Logout tokens that were taken: each counts once.
create table company_logout (
  token_id text primary key,
  until timestamptz not null
);
