-- An entry is told by its position, and by its aggregate with its sequence. That no event id occurs twice is so because nobody makes one
-- twice; a third index on each entry only to say so cost a tenth of the log and of the time under the lock.
alter table ledger.entry drop constraint entry_event_id_key;

-- Ids and times arrive as they are stored and are unpacked before the lock is taken: reading a thousand ids from text under it took
-- longer than checking the claims. Nothing else in the function is new.

drop function ledger.append;

-- Appends a group of requests, each whole or not at all, in one round trip.
--
-- The lock makes writers take turns until their commit, so positions follow commit order. The head is read after the
-- lock: this function is volatile, and at READ COMMITTED each of its statements sees what is committed by then.
-- A claim says where a request wants to continue an aggregate; the caller sends each aggregate in one request only.
-- A request with a refused claim is left out and leaves no gap. Runs as the owner, so that nobody else needs the right
-- to insert and to choose a position.
create function ledger.append(
  claim_request int[], claim_aggregate text[], claim_sequence bigint[], claim_command text[],
  entry_request int[], event_ids uuid[], aggregate_types text[], aggregate_ids text[], sequences bigint[],
  event_types text[], revisions text[], recorded_at timestamptz[], payloads bytea[], metadatas bytea[],
  leaves bytea[], command_ids text[],
  out head bigint,
  out refused int[], out refused_aggregate text[], out refused_attempt bigint[], out refused_next bigint[],
  out refused_command text[], out recorded_first bigint[], out recorded_last bigint[])
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
-- Plans made while the table is small must still be right when it is large: always the index.
set enable_seqscan = off set enable_bitmapscan = off set plan_cache_mode = force_generic_plan set jit = off
as $$
declare
  unwelcome int[];
  place bigint[];
  accepted bigint;
begin
  perform pg_advisory_xact_lock(5787214283317305171);
  select coalesce(max(e.position), 0) into head from ledger.entry e;

  -- Parameters are read by subscript: PL/pgSQL holds them unpacked, and one scan of numbers starts much faster than a
  -- scan of each array. Nearly always all is well, so that the reasons of a refusal are only looked up when there is one.
  select array_agg(c) into unwelcome
    from generate_series(1, cardinality(claim_request)) c
   cross join lateral (
         select coalesce(max(e.sequence) + 1, 0) as next
           from ledger.entry e where e.aggregate_id = claim_aggregate[c]) known
   where known.next <> claim_sequence[c]
      -- Not "exists": that may be answered with a hash of the whole table.
      or (known.next > 0 and claim_command[c] is not null
          and (select min(e.position) from ledger.entry e
                where e.aggregate_id = claim_aggregate[c] and e.command_id = claim_command[c]) is not null);

  if unwelcome is not null then
    select array_agg(claim_request[c]), array_agg(claim_aggregate[c]), array_agg(claim_sequence[c]),
           array_agg(known.next), array_agg(claim_command[c]), array_agg(done.first), array_agg(done.last)
      into refused, refused_aggregate, refused_attempt, refused_next, refused_command, recorded_first, recorded_last
      from unnest(unwelcome) c
     cross join lateral (
           select coalesce(max(e.sequence) + 1, 0) as next
             from ledger.entry e where e.aggregate_id = claim_aggregate[c]) known
     cross join lateral (
           select min(e.position) as first, max(e.position) as last
             from ledger.entry e
            where e.aggregate_id = claim_aggregate[c] and e.command_id = claim_command[c]) done;
    -- The rest moves up, so that a refusal leaves no gap.
    select array_agg(numbered.place order by numbered.n) into place
      from (select n, case when accept.yes then count(*) filter (where accept.yes) over (order by n) end as place
              from generate_series(1, cardinality(entry_request)) n
             cross join lateral (select entry_request[n] <> all (refused) as yes) accept) numbered;
  end if;

  insert into ledger.entry (position, event_id, aggregate_type, aggregate_id, sequence, event_type, revision,
                            recorded_at, payload, metadata, leaf, command_id)
  select head + coalesce(place[n], n), event_ids[n], aggregate_types[n], aggregate_ids[n], sequences[n],
         event_types[n], revisions[n], recorded_at[n],
         payloads[n], metadatas[n], leaves[n], command_ids[n]
    from generate_series(1, cardinality(event_ids)) n
   where refused is null or place[n] is not null;
  get diagnostics accepted = row_count;
  if accepted > 0 then
    perform pg_notify('parvis_ledger', (head + accepted)::text);
  end if;
end $$;

revoke all on function ledger.append from public;
