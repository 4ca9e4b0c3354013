package org.parvis.axon;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.function.Predicate;
import org.parvis.ledger.AppendOutcomeUnknown;
import org.parvis.ledger.LedgerUnavailable;

/**
 * Tells a failure of the database from a failure of what was asked of it. The former passes: the server restarts, the disk gets room again.
 * So it is no reason to set an entry aside or to tell somebody that their input was wrong.
 */
public final class DatabaseTrouble {

    private static final String NO_ROOM = "53100";
    private static final int DEEPEST = 20;

    /** Connection lost, resources short, system error: by the first two characters of the state. */
    private static final Set<String> PASSING_CLASSES = Set.of("08", "53", "58");

    /** Shut down, crashed, starting up, losers of a deadlock, a lock that was not to be had. */
    private static final Set<String> PASSING_STATES = Set.of("57P01", "57P02", "57P03", "40001", "40P01", "55P03");

    private DatabaseTrouble() {}

    /** Whether the same may go well a little later. */
    public static boolean isCauseOf(Throwable thrown) {
        return has(thrown, DatabaseTrouble::passes);
    }

    /** Whether the disk of the database is full. */
    public static boolean isNoRoom(Throwable thrown) {
        return has(thrown, cause -> cause instanceof SQLException e && NO_ROOM.equals(e.getSQLState()));
    }

    /** Whether something may have been recorded all the same. */
    public static boolean isOutcomeUnknown(Throwable thrown) {
        return has(thrown, AppendOutcomeUnknown.class::isInstance);
    }

    private static boolean passes(Throwable cause) {
        return switch (cause) {
            case LedgerUnavailable unavailable -> true;
            case AppendOutcomeUnknown unknown -> true;
            case SQLTransientConnectionException noConnection -> true;
            case SQLException e
            when e.getSQLState() != null && e.getSQLState().length() == 5 ->
                PASSING_STATES.contains(e.getSQLState())
                        || PASSING_CLASSES.contains(e.getSQLState().substring(0, 2));
            default -> false;
        };
    }

    private static boolean has(Throwable thrown, Predicate<Throwable> wanted) {
        var depth = 0;
        for (Throwable cause = thrown; cause != null && depth < DEEPEST; cause = cause.getCause(), depth++) {
            if (wanted.test(cause)) {
                return true;
            }
        }
        return false;
    }
}
