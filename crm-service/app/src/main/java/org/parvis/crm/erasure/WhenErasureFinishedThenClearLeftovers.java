package org.parvis.crm.erasure;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.parvis.crm.api.ErasureFinished;
import org.springframework.stereotype.Component;

/** Nothing of the forgotten stays in the database's own files either. */
@Component
@ProcessingGroup("crm.erasure.leftovers")
final class WhenErasureFinishedThenClearLeftovers {

    private final ErasureLeftovers leftovers;

    WhenErasureFinishedThenClearLeftovers(ErasureLeftovers leftovers) {
        this.leftovers = leftovers;
    }

    @EventHandler
    void react(ErasureFinished event) {
        leftovers.finished(event.erasureId());
    }
}
