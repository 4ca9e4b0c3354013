-- A digest of the settings that say where the secrets were given for; they are given out for no other. Rows of before have none and are bound
-- when they are first looked for, to the place where the source stands then: only the connector knows which settings say where, and the wall
-- between brands hides the sources from a migration.
alter table source_credentials add column place_hash text;
