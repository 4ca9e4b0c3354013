-- How a mention was read stays beside what people made of it, so that the two can be compared.
alter table mention add column read_language text;
alter table mention add column read_tone double precision;
alter table mention add column read_intent text;
alter table mention add column read_unsure boolean;
alter table mention add column read_version text;
alter table mention add column settled boolean not null default false;

-- What people corrected before now has lost how it was read; the rest is as it was read, by the version of that time.
update mention set settled = corrected, read_language = language, read_tone = tone, read_intent = intent, read_unsure = unsure,
  read_version = 'rules-1' where not corrected;
update mention set settled = true where corrected;

create index mention_unsure on mention (brand_id, published_at desc, mention_id) where unsure and not deleted;
