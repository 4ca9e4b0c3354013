package org.parvis.reporting.health;

import org.parvis.axon.DeadLetters;
import org.parvis.axon.Processors;
import org.parvis.boot.Access;
import org.parvis.identity.rights.Action;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** How the parts of the installation do: each service's health, and how far this service's read models are. */
@Controller
final class HealthPageController {

    private final Processors processors;
    private final DeadLetters letters;
    private final ServiceHealthChecks checks;
    private final Access access;

    HealthPageController(Processors processors, DeadLetters letters, ServiceHealthChecks checks, Access access) {
        this.processors = processors;
        this.letters = letters;
        this.checks = checks;
        this.access = access;
    }

    @GetMapping("/reporting/health")
    String health(Model model) {
        access.requireAnywhere(Action.OPERATE);
        model.addAttribute("services", checks.all());
        model.addAttribute("processors", processors.progress());
        model.addAttribute("ofHouse", access.brands(Action.OPERATE).all());
        model.addAttribute("deadLetters", letters.count());
        return "reporting/health";
    }
}
