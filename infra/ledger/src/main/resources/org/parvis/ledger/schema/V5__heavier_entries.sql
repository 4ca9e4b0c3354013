-- Entries are weighed from a quarter of that on: a thousand that are just not heavy are a page of four megabytes, not of sixteen.
create index entry_heavy_now on ledger.entry (position) where octet_length(payload) > 4096;
create index entry_heavy_now_of_stream on ledger.entry (aggregate_id, sequence) where octet_length(payload) > 4096;
drop index ledger.entry_heavy;
drop index ledger.entry_heavy_of_stream;
