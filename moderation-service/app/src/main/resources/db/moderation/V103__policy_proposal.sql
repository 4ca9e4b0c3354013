-- Rules are proposed by one member and adopted by another. So far each entry of a policy was an adoption, so the count of its entries is
-- its newest version.
-- The wall between brands also hides rows from their owner.
set local parvis.brands = '{*}';
create table policy (
  brand_id text primary key,
  changes bigint not null
);
insert into policy (brand_id, changes) select brand_id, max(version) from policy_version group by brand_id;
create table policy_proposal (
  brand_id text not null,
  proposal int not null,
  rules jsonb not null,
  proposed_by text not null,
  proposed_at timestamptz not null,
  state text not null check (state in ('OPEN', 'REPLACED', 'DECLINED', 'ADOPTED')),
  decided_by text,
  decided_at timestamptz,
  decline_reason text,
  policy_version int,
  primary key (brand_id, proposal)
);
alter table policy_version add column proposed_by text;
