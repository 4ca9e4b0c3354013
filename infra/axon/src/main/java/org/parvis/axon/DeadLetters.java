package org.parvis.axon;

import java.time.Instant;
import java.util.List;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcDeadLetter;
import org.axonframework.messaging.deadletter.SequencedDeadLetterProcessor;
import org.axonframework.modelling.command.ConcurrencyException;
import org.parvis.identity.api.DeadLetterDropped;
import org.parvis.identity.rights.Actor;
import org.parvis.ledger.LedgerStorageEngine;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Entries that a group of handlers could not digest: look at them, try them again, or drop them. */
public final class DeadLetters {

    private final JdbcClient jdbc;
    private final Configuration axon;
    private final LedgerStorageEngine engine;

    DeadLetters(JdbcClient jdbc, Configuration axon, LedgerStorageEngine engine) {
        this.jdbc = jdbc;
        this.axon = axon;
        this.engine = engine;
    }

    /** One entry that waits, and why; {@code waiting} counts the entries of the same aggregate behind it. */
    public record Letter(
            String id,
            String group,
            String sequence,
            String eventType,
            String eventId,
            String cause,
            String message,
            Instant since,
            int waiting) {}

    /** The first letter of each stuck sequence, oldest first. */
    public List<Letter> list(int limit) {
        return jdbc.sql("""
                        select l.deadletteridentifier, l.processinggroup, l.sequenceidentifier, l.payloadtype, l.eventidentifier,
                               coalesce(l.causetype, '') as causetype, coalesce(l.causemessage, '') as causemessage, l.enqueuedat,
                               (select count(*) from dead_letter_entry o where o.processinggroup = l.processinggroup
                                  and o.sequenceidentifier = l.sequenceidentifier) as waiting
                          from dead_letter_entry l
                         where l.sequenceindex = (select min(f.sequenceindex) from dead_letter_entry f
                                where f.processinggroup = l.processinggroup and f.sequenceidentifier = l.sequenceidentifier)
                         order by l.enqueuedat limit ?
                        """)
                .param(Math.clamp(limit, 1, 200))
                .query((row, number) -> new Letter(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        Instant.parse(row.getString(8)),
                        row.getInt(9)))
                .list();
    }

    public int count() {
        return jdbc.sql("select count(*) from dead_letter_entry")
                .query(Integer.class)
                .single();
    }

    /** Hands the sequence of a letter to its handler again, in order. True when all of it was digested. */
    public boolean retry(String group, String letterId) {
        return axon.eventProcessingConfiguration()
                .sequencedDeadLetterProcessor(group)
                .map((SequencedDeadLetterProcessor<EventMessage<?>> processor) ->
                        processor.process(letter -> letter instanceof JdbcDeadLetter<?> known
                                && known.getIdentifier().equals(letterId)))
                .orElse(false);
    }

    /**
     * Gives one letter up, which is an entry of its own; what waits behind it is tried with the next retry.
     *
     * @return false when there is no such letter
     */
    public boolean drop(String service, String group, String letterId, Actor by) {
        var dropped = jdbc.sql("""
                        select sequenceidentifier, eventidentifier, payloadtype from dead_letter_entry
                         where processinggroup = ? and deadletteridentifier = ?
                        """)
                .params(group, letterId)
                .query((row, number) -> new DeadLetterDropped(
                        letterId, service, group, row.getString(1), row.getString(2), row.getString(3)))
                .optional();
        dropped.ifPresent(drop -> record(drop, by));
        return dropped.isPresent()
                && jdbc.sql("delete from dead_letter_entry where processinggroup = ? and deadletteridentifier = ?")
                                .params(group, letterId)
                                .update()
                        == 1;
    }

    private void record(DeadLetterDropped drop, Actor by) {
        try {
            engine.appendEvents(List.of(
                    new GenericDomainEventMessage<>("DeadLetter", drop.dropId(), 0, drop, EntryMetadata.by(by, null))));
        } catch (ConcurrencyException e) {
            // Whoever dropped it did not come to the end; the entry stands.
        }
    }
}
