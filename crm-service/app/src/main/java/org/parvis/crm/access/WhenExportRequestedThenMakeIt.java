package org.parvis.crm.access;

import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.parvis.crm.api.AccessExportRequested;
import org.springframework.stereotype.Component;

/** Puts a copy that was asked for on the list of those to make. */
@Component
@ProcessingGroup("crm.access.export")
final class WhenExportRequestedThenMakeIt {

    private final AccessExports exports;

    WhenExportRequestedThenMakeIt(AccessExports exports) {
        this.exports = exports;
    }

    @EventHandler
    void react(AccessExportRequested event, @Timestamp Instant at) {
        exports.asked(event.exportId(), event.brandId(), event.personId(), event.requesterId(), at);
    }
}
