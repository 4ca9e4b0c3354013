package org.parvis.axon;

import java.time.Instant;
import java.util.List;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcDeadLetter;
import org.axonframework.messaging.deadletter.SequencedDeadLetterProcessor;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Entries that a group of handlers could not digest: look at them, try them again, or drop them. */
public final class DeadLetters {

    private final JdbcClient jdbc;
    private final Configuration axon;

    DeadLetters(JdbcClient jdbc, Configuration axon) {
        this.jdbc = jdbc;
        this.axon = axon;
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

    /** Gives one letter up; what waits behind it is tried with the next retry. */
    public boolean drop(String group, String letterId) {
        return jdbc.sql("delete from dead_letter_entry where processinggroup = ? and deadletteridentifier = ?")
                        .params(group, letterId)
                        .update()
                == 1;
    }
}
