-- The notary's tree over the leaves: full tiles of 256 hashes, and the signed heads.

create table ledger.tile (
  level int not null check (level between 0 and 7),
  number bigint not null check (number >= 0),
  hashes bytea not null check (length(hashes) = 8192),
  primary key (level, number)
);

create table ledger.checkpoint (
  size bigint primary key check (size >= 0),
  signed_at timestamptz not null,
  root bytea not null check (length(root) = 32),
  note text not null
);

create trigger tile_is_append_only before update or delete or truncate on ledger.tile
  for each statement execute function ledger.refuse();
create trigger checkpoint_is_append_only before update or delete or truncate on ledger.checkpoint
  for each statement execute function ledger.refuse();

-- The unfinished tile of each level at the newest checkpoint. Overwritten as the tree grows; checked against the
-- signed root before it is used.
create table ledger.edge (
  level int primary key check (level between 0 and 7),
  hashes bytea not null
);

-- The lines by which witnesses confirm a head.
create table ledger.cosignature (
  size bigint not null references ledger.checkpoint,
  witness text not null,
  line text not null,
  primary key (size, witness)
);
create trigger cosignature_is_append_only before update or delete or truncate on ledger.cosignature
  for each statement execute function ledger.refuse();
