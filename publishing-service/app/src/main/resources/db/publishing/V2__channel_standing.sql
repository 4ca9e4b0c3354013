-- What networks tell about an account of ours: noticed in passing, so in no entry.
alter table channel_health
  add column secret_until timestamptz,
  add column missing text[] not null default '{}',
  add column text_limit int,
  add column allowance_left int,
  add column allowance_resets timestamptz;
