package org.parvis.identity.factor;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.parvis.boot.StepUpNeeded;
import org.parvis.identity.session.SessionDesk;
import org.springframework.stereotype.Component;

/** Whether the second factor that a member has now was shown, looked up where it is kept: what a token says of it may be older. */
@Component
public final class ShownFactor {

    private final Factors factors;
    private final SessionDesk sessions;
    private final FactorSettings settings;
    private final Clock clock;

    ShownFactor(Factors factors, SessionDesk sessions, FactorSettings settings, Clock clock) {
        this.factors = factors;
        this.sessions = sessions;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Asks the running session itself: programs show nothing, and one that was set up since was not shown.
     *
     * @return when it was shown; empty for a member who has none
     * @throws StepUpNeeded when it was not shown a moment ago
     */
    public Optional<Instant> require(String memberId) {
        if (factors.since(memberId).isEmpty()) {
            return Optional.empty();
        }
        var shown = SessionDesk.current()
                .flatMap(session -> at(memberId, session))
                .filter(at -> clock.instant().isBefore(until(at)));
        if (shown.isEmpty()) {
            throw new StepUpNeeded();
        }
        return shown;
    }

    /** When the one the member has now was last shown there. */
    Optional<Instant> at(String memberId, String sessionId) {
        return sessions.factorShownAt(sessionId).filter(at -> counts(memberId, at));
    }

    /** Whether what was shown then is the one the member has now. */
    boolean counts(String memberId, Instant shownAt) {
        return factors.since(memberId).filter(since -> !shownAt.isBefore(since)).isPresent();
    }

    /** How long what was shown then lets pass. */
    Instant until(Instant shownAt) {
        return shownAt.plus(settings.life());
    }
}
