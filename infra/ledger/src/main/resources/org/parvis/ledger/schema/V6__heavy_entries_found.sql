-- Where nothing is heavy, whoever looks for the next heavy entries in the order of all entries passes over everything that follows. In an
-- order that only these indexes have, there is no other way to look.
create index entry_heavy_next on ledger.entry ((position + 0)) where octet_length(payload) > 4096;
create index entry_heavy_next_of_stream on ledger.entry (aggregate_id, (sequence + 0)) where octet_length(payload) > 4096;
drop index ledger.entry_heavy_now;
drop index ledger.entry_heavy_now_of_stream;
