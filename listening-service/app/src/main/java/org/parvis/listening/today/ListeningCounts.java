package org.parvis.listening.today;

import java.util.Map;
import org.parvis.boot.Access;
import org.parvis.identity.rights.Action;
import org.parvis.listening.alert.Incidents;
import org.parvis.web.NavigationCounts;
import org.parvis.web.SignedIn;
import org.springframework.stereotype.Component;

/** Counts what waits behind listening's lines of the navigation. */
@Component
class ListeningCounts implements NavigationCounts {

    private final Incidents incidents;
    private final Access access;

    ListeningCounts(Incidents incidents, Access access) {
        this.incidents = incidents;
        this.access = access;
    }

    @Override
    public Map<String, Count> of(SignedIn member) {
        return Map.of("alerts", Count.hot(incidents.countOpen(access.brands(Action.READ_MENTIONS))));
    }
}
