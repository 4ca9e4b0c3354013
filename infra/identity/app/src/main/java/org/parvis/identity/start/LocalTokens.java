package org.parvis.identity.start;

import java.time.Clock;
import java.time.Duration;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.parvis.boot.NotFound;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.token.TokenDesk;
import org.springframework.stereotype.Component;

/** Makes personal access tokens for whoever may read the installation's files, such as {@code ./parvis token}. */
@Component
public final class LocalTokens {

    private static final String LABEL = "parvis token";

    private final TokenDesk desk;
    private final Clock clock;

    LocalTokens(TokenDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    /**
     * Makes a token.
     *
     * @throws NotFound when there is no such member
     */
    public TokenDesk.Issued issue(String memberId, Duration life) {
        try {
            return desk.issue(memberId, LABEL, clock.instant().plus(life), Actor.automation("command-line"));
        } catch (AggregateNotFoundException e) {
            throw new NotFound("member", memberId);
        }
    }
}
