-- What may have arrived is settled before anything new leaves: behind a long queue its key would grow too old.
alter table delivery_claim add column in_doubt boolean not null default false;
drop index delivery_claim_due;
create index delivery_claim_due on delivery_claim (in_doubt desc, due_at) where due_at is not null;
