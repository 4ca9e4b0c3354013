package org.parvis.axon;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.DeadLetterSchema;
import org.axonframework.eventhandling.deadletter.jdbc.DefaultDeadLetterStatementFactory;
import org.axonframework.serialization.Serializer;

/**
 * Axon's statements, but for one: its question for stuck sequences takes the number of the first row for the index of a letter in its
 * sequence, so that no more than the first ten sequences are ever found and the others can never be tried again.
 */
final class DeadLetterStatements extends DefaultDeadLetterStatementFactory<EventMessage<?>> {

    private static final String CLAIMABLE = """
            select * from dead_letter_entry l
             where l.processinggroup = ?
               and l.sequenceindex = (select min(f.sequenceindex) from dead_letter_entry f
                     where f.processinggroup = l.processinggroup and f.sequenceidentifier = l.sequenceidentifier)
               and (l.processingstarted is null or l.processingstarted < ?)
             order by l.lasttouched, l.deadletteridentifier limit ? offset ?
            """;

    DeadLetterStatements(DeadLetterSchema schema, Serializer serializer) {
        super(DefaultDeadLetterStatementFactory.<EventMessage<?>>builder()
                .schema(schema)
                .genericSerializer(serializer)
                .eventSerializer(serializer));
    }

    @Override
    public PreparedStatement claimableSequencesStatement(
            Connection connection, String processingGroup, Instant processingStartedLimit, int offset, int maxSize)
            throws SQLException {
        var statement = connection.prepareStatement(CLAIMABLE);
        statement.setString(1, processingGroup);
        statement.setString(2, DateTimeUtils.formatInstant(processingStartedLimit));
        statement.setInt(3, maxSize);
        statement.setInt(4, offset);
        return statement;
    }
}
