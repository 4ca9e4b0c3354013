-- The head that an auditor kept on each visit, so that the next visit can tell whether anything before it was rewritten.
create table audit_visit (
  member_id text not null,
  visited_at timestamptz not null,
  note text not null,
  primary key (member_id, visited_at)
);
