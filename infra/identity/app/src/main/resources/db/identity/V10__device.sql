-- Wrong passwords tried with what a browser shows of an earlier sign-in. It counts no more after some, for good.
create table device_try (
  device uuid primary key,
  tries int not null,
  ends_at timestamptz not null
);
