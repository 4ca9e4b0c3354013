-- Where calls are told to programs, and the secret they are signed with. The addresses follow from entries; the secrets are only here.
create table rota_webhook (
  rota_id text primary key,
  brand_id text not null,
  url text,
  sealed bytea
);
create table webhook_rota (
  escalation_id text primary key,
  brand_id text not null,
  rota_id text not null
);
