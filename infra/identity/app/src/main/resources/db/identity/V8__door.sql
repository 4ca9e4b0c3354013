-- Who showed a password at the door before this moment shows it again: all that was signed in ended since.
create table door_closed (
  member_id text primary key,
  closed_at timestamptz not null
);
