package org.parvis.publishing.integration;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.parvis.boot.forget.Forgetting;
import org.parvis.crm.api.PersonErased;
import org.springframework.stereotype.Component;

/** Whoever is erased is forgotten here too. */
@Component
@ProcessingGroup("publishing.erasure.forget")
final class WhenPersonErasedThenForget {

    private final Forgetting forgetting;

    WhenPersonErasedThenForget(Forgetting forgetting) {
        this.forgetting = forgetting;
    }

    @EventHandler
    void react(PersonErased event) {
        forgetting.begin(event.erasureId(), event.brandId(), event.personId());
    }
}
