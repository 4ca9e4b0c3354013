-- Workers are shared out by brand and channel. What is in line and not in the list of deliveries yet counts as one channel of a brand without a name.
alter table delivery_claim add column brand_id text not null default '';
alter table delivery_claim add column channel_id text not null default '';
update delivery_claim c set brand_id = d.brand_id, channel_id = d.channel_id from delivery d where d.delivery_id = c.delivery_id;
