package org.parvis.web;

import java.util.Map;
import org.parvis.web.NavigationCounts.Count;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lets pages of other services show the counts of this one beside its navigation entries. */
@RestController
final class CountsController {

    private final WhoIsThere who;
    private final ObjectProvider<NavigationCounts> counts;

    CountsController(WhoIsThere who, ObjectProvider<NavigationCounts> counts) {
        this.who = who;
        this.counts = counts;
    }

    @GetMapping("/${spring.application.name}/counts")
    ResponseEntity<Map<String, Count>> counts() {
        var member = who.current();
        if (member.isEmpty()) {
            return ResponseEntity.status(HttpStatus.UNAUTHORIZED).build();
        }
        var source = counts.getIfAvailable();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(source == null ? Map.of() : source.of(member.get()));
    }
}
