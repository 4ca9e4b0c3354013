package org.parvis.boot;

import java.util.List;
import org.parvis.axon.Processors;
import org.parvis.identity.rights.Action;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How far a service has followed the ledger, for those who run it and those who audit it. */
@RestController
@RequestMapping("/api/${spring.application.name}/progress")
final class ProgressController {

    private final Processors processors;
    private final Access access;

    ProgressController(Processors processors, Access access) {
        this.processors = processors;
        this.access = access;
    }

    @GetMapping
    Listing<Processors.Standing> progress() {
        if (access.brands(Action.OPERATE).ids().isEmpty()) {
            access.requireAnywhere(Action.READ_AUDIT);
        }
        return new Listing<>(List.copyOf(processors.standings()), null);
    }
}
