package org.parvis.publishing.stop;

import java.util.List;
import java.util.Optional;
import org.parvis.publishing.api.StopDeclared;
import org.parvis.publishing.api.StopEvent;
import org.parvis.publishing.history.History;

/** The stops of a brand as the ledger knows them now. */
public final class StopsInForce {

    private final History history;

    public StopsInForce(History history) {
        this.history = history;
    }

    public List<StopDeclared> of(String brandId) {
        var stops = new Stops();
        history.each("Stops", brandId, StopEvent.class, entry -> stops.evolve(entry.event()));
        return stops.inForce();
    }

    /** A stop that keeps a channel silent, if there is one. */
    public Optional<StopDeclared> over(String brandId, String channelId) {
        return of(brandId).stream()
                .filter(stop -> stop.channelId() == null || stop.channelId().equals(channelId))
                .findFirst();
    }
}
