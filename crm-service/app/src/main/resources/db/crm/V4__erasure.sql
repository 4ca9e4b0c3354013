-- Whose words a summary carries: the first author's; it is forgotten with them.
alter table suggestion add column person_id text;
update suggestion s set person_id = (
  select e.person_id from suggestion_evidence e where e.suggestion_id = s.suggestion_id order by e.added_at, e.mention_id limit 1);
create index suggestion_person on suggestion (person_id);
alter table telling_suggestion add column person_id text;
create index telling_suggestion_person on telling_suggestion (person_id);
create index telling_author_person on telling_author (person_id);

-- Erasures asked for, and how far each has come.
create table erasure (
  erasure_id text primary key,
  brand_id text not null,
  person_ids text[] not null,
  ground text not null,
  state text not null check (state in ('REQUESTED', 'DEFERRED', 'APPROVED', 'DECLINED', 'ERASED', 'FINISHED')),
  requested_by text not null,
  requested_at timestamptz not null,
  due_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  deferred_because text,
  deferred_until timestamptz,
  declined_because text,
  erased_at timestamptz,
  finished_at timestamptz
);
create index erasure_open on erasure (due_at) where state in ('REQUESTED', 'DEFERRED', 'APPROVED', 'ERASED');
create index erasure_persons on erasure using gin (person_ids);

-- What each service forgot of each person.
create table erasure_place (
  erasure_id text not null,
  person_id text not null,
  service text not null,
  place text not null,
  rows int not null,
  primary key (erasure_id, person_id, service, place)
);

-- Copies of what is known about somebody, made on their request. Sealed under that person's own key, so they go with it. Not rebuilt.
create table access_export (
  export_id text primary key,
  brand_id text not null,
  person_id text not null,
  requested_by text not null,
  requested_at timestamptz not null,
  ready_at timestamptz,
  expires_at timestamptz,
  sealed bytea,
  failure text
);
create index access_export_person on access_export (brand_id, person_id, requested_at desc);
create index access_export_waiting on access_export (requested_at) where ready_at is null and failure is null;

-- Samples of these columns would stand in the planner's statistics, where nobody forgets them; no query needs them.
alter table thread_item alter column title set statistics 0, alter column text set statistics 0, alter column permalink set statistics 0;
alter table person alter column name set statistics 0, alter column handle set statistics 0;
alter table suggestion alter column summary set statistics 0;
alter table telling_suggestion alter column summary set statistics 0;

-- Erasures after which the database's own log and leftovers are still to be cleared.
create table erasure_leftover (
  erasure_id text primary key,
  cleared_at timestamptz
);
