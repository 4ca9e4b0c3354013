-- How much a source said in the last hour stands in every list of sources: without this each line reads all messages there are.
create index mention_source on mention (source_id, collected_at);
