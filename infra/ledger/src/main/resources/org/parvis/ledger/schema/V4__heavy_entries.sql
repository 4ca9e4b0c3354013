-- Pages are counted in entries; these say where one has to end early so that it fits into memory. Few entries are heavy, so both are small.
create index entry_heavy on ledger.entry (position) where octet_length(payload) > 16384;
create index entry_heavy_of_stream on ledger.entry (aggregate_id, sequence) where octet_length(payload) > 16384;
