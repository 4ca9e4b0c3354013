package org.parvis.ledger.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.parvis.ledger.Entry;

/**
 * What a folding projection makes of entries.
 *
 * <p>A page of entries is folded into one state, and the state written with few bulk statements. Written twice it must
 * not happen and does not: the projector moves its position in the same transaction.
 *
 * @param <S> what a page amounts to, for instance a map from row key to increments
 */
public interface Fold<S> {

    /** The event types it looks at, by stored name; empty for all. */
    Set<String> eventTypes();

    /** An empty state for the next page. */
    S begin();

    /** Adds one entry to the state. In memory only. */
    void fold(S state, Entry entry);

    /** Writes the state. The connection is in the projector's transaction; do not commit. */
    void write(S state, Connection connection) throws SQLException;

    /** Removes all rows of the projection, before a rebuild. In the projector's transaction. */
    void clear(Connection connection) throws SQLException;
}
