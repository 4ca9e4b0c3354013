-- What we use and notice ourselves; not in the ledger.
create table channel_credentials (
  channel_id text primary key,
  brand_id   text not null,
  sealed     bytea not null,
  stored_at  timestamptz not null
);
comment on column channel_credentials.sealed is 'encrypted under the key of the brand, for this channel only';

create table channel_health (
  channel_id   text primary key,
  brand_id     text not null,
  last_success timestamptz,
  last_failure timestamptz,
  failure      text,
  detail       text,
  account      text
);

create sequence delivery_fence;
create table delivery_claim (
  delivery_id text primary key,
  due_at      timestamptz,
  fence       bigint not null default 0,
  lease_until timestamptz,
  wakes       bigint not null default 0
);
create index delivery_claim_due on delivery_claim (due_at) where due_at is not null;
comment on table delivery_claim is 'which delivery is due and which worker has it; all times are this database''s own';

-- Read models: nothing in them that the ledger does not know. Words written to or about people stay in the ledger.
create table channel (
  channel_id       text primary key,
  brand_id         text not null,
  network          text not null,
  name             text not null,
  zone             text not null,
  settings         jsonb not null,
  undo_seconds     int not null,
  disabled_because text,
  version          bigint not null
);
create index channel_brand on channel (brand_id, name);

create table reply (
  reply_id        text primary key,
  brand_id        text not null,
  conversation_id text not null,
  mention_id      text not null,
  channel_id      text not null,
  author_id       text not null,
  suggestion_id   text,
  state           text not null,
  held            boolean not null default false,
  reason          text,
  review_id       text,
  leaves_at       timestamptz,
  sent_by         text,
  revision        int not null default 0,
  drafted_at      timestamptz not null,
  changed_at      timestamptz not null
);
create index reply_conversation on reply (conversation_id, drafted_at desc);
create index reply_brand on reply (brand_id, changed_at desc, reply_id);
create index reply_leaving on reply (leaves_at) where state = 'RELEASED';

create table delivery (
  delivery_id    text primary key,
  brand_id       text not null,
  channel_id     text not null,
  network        text not null,
  delivery_class text not null,
  outgoing       text not null,
  outgoing_id    text not null,
  content_hash   text not null,
  state          text not null,
  held           boolean not null default false,
  in_doubt       boolean not null default false,
  reason         text,
  stop_id        text,
  not_before     timestamptz not null,
  expires_at     timestamptz not null,
  attempts       int not null default 0,
  remote_id      text,
  permalink      text,
  evidence       text,
  proposer_id    text,
  proposal       text,
  intended_at    timestamptz not null,
  changed_at     timestamptz not null,
  attempted_at   timestamptz,
  sent_at        timestamptz,
  seen_at        timestamptz
);
create index delivery_brand on delivery (brand_id, changed_at desc, delivery_id);
create index delivery_outgoing on delivery (outgoing, outgoing_id);
create index delivery_open on delivery (channel_id) where state in ('READY', 'ATTEMPTED', 'UNKNOWN', 'PARKED');
create index delivery_live on delivery (channel_id, sent_at) where remote_id is not null;

create table stop (
  stop_id     text primary key,
  brand_id    text not null,
  scope       text not null,
  channel_id  text,
  reason      text not null,
  declared_by text not null,
  declared_at timestamptz not null,
  lifted_by   text,
  lifted_at   timestamptz
);
create index stop_brand on stop (brand_id, declared_at desc);

create table stop_effect (
  stop_id     text not null,
  delivery_id text not null,
  effect      text not null,
  primary key (stop_id, delivery_id)
);
comment on table stop_effect is 'what a stop met at its own place in the ledger: HELD, GONE or IN_FLIGHT';

create table post (
  post_id    text primary key,
  brand_id   text not null,
  title      text not null,
  kind       text not null,
  author_id  text not null,
  slot_local text,
  slot_zone  text,
  slot_at    timestamptz,
  state      text not null,
  reason     text,
  review_id  text,
  leaves_at  timestamptz,
  revision   int not null default 0,
  drafted_at timestamptz not null,
  changed_at timestamptz not null
);
create index post_slot on post (brand_id, slot_at);
create index post_brand on post (brand_id, changed_at desc, post_id);

create table post_variant (
  post_id     text not null,
  number      int not null,
  channel_id  text not null,
  language    text not null,
  text        text not null,
  delivery_id text,
  primary key (post_id, number)
);
create index post_variant_delivery on post_variant (delivery_id);
create index post_variant_channel on post_variant (channel_id);

create table brand (
  brand_id text primary key,
  name     text not null,
  zone     text not null
);
