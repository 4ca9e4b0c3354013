package org.parvis.boot;

import java.time.Clock;
import java.util.Optional;
import java.util.stream.Collectors;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;
import org.parvis.web.Role;
import org.parvis.web.SignedIn;
import org.parvis.web.Theme;
import org.parvis.web.WhoIsThere;

/** Shows the member of the running request to the shell. */
final class SignedInMember implements WhoIsThere {

    private final Clock clock;

    SignedInMember(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Optional<SignedIn> current() {
        return CurrentActor.find().map(this::shown);
    }

    private SignedIn shown(Actor actor) {
        var now = clock.instant();
        return new SignedIn(
                actor.id(),
                actor.name(),
                null,
                actor.roles(now).stream()
                        .map(role -> Role.valueOf(role.name()))
                        .collect(Collectors.toUnmodifiableSet()),
                actor.grants().stream()
                        .filter(grant -> grant.holdsAt(now))
                        .map(Grant::brandId)
                        .collect(Collectors.toUnmodifiableSet()),
                actor.locale(),
                actor.zone(),
                Theme.valueOf(actor.theme().name()),
                CurrentActor.knownUntil().orElse(now));
    }
}
