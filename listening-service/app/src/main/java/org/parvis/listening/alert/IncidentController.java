package org.parvis.listening.alert;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.Brands;
import org.parvis.boot.Listing;
import org.parvis.identity.rights.Action;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Incidents and their alerts for programs. */
@RestController
@RequestMapping("/api/listening/incidents")
class IncidentController {

    private static final int MOST = 200;

    private final AlertDesk desk;
    private final Incidents incidents;
    private final Access access;

    IncidentController(AlertDesk desk, Incidents incidents, Access access) {
        this.desk = desk;
        this.incidents = incidents;
        this.access = access;
    }

    /** The open one first, then the newest, at most two hundred, and fewer where their alerts name much. */
    @GetMapping
    Listing<Incidents.Item> list(@RequestParam(defaultValue = "") String brand) {
        if (!brand.isBlank()) {
            access.require(Action.READ_MENTIONS, brand);
            return new Listing<>(incidents.whole(new Brands(Set.of(brand)), MOST), null);
        }
        return new Listing<>(incidents.whole(access.brands(Action.READ_MENTIONS), MOST), null);
    }

    @GetMapping("/{id}")
    Incidents.Item one(@PathVariable String id) {
        return desk.require(id);
    }

    @PostMapping("/{id}/acknowledge")
    Incidents.Item acknowledge(@PathVariable String id) {
        return desk.acknowledge(id);
    }

    /** @param outcome CRISIS, HARMLESS or FALSE_ALARM */
    record Closing(@Nullable String outcome) {}

    @PostMapping("/{id}/close")
    Incidents.Item close(@PathVariable String id, @RequestBody Closing closing) {
        return desk.close(id, closing.outcome());
    }

    /** Takes a closing back, a false alarm too. */
    @PostMapping("/{id}/reopen")
    Incidents.Item reopen(@PathVariable String id) {
        return desk.reopen(id);
    }
}
