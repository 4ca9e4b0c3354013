package org.parvis.identity.member;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Ids;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Gives rights and takes them back. */
@RestController
@RequestMapping("/api/identity/members/{id}/grants/{grantId}")
final class GrantCommandController {

    private final GrantDesk desk;

    GrantCommandController(GrantDesk desk) {
        this.desk = desk;
    }

    record Given(
            String id,
            String role,
            String brand,
            @Nullable String country,
            @Nullable String channel,
            @Nullable Instant until) {}

    @PutMapping
    ResponseEntity<Given> give(@PathVariable String id, @PathVariable String grantId, @RequestBody GrantForm form) {
        Ids.requireValid(id);
        Ids.requireValid("grantId", grantId);
        desk.requireGiver(form.brandId(), id);
        var terms = form.terms();
        var isNew = desk.give(id, grantId, terms);
        var body = new Given(
                grantId, terms.role().name(), terms.brandId(), terms.country(), terms.channelId(), terms.until());
        return isNew
                ? ResponseEntity.created(URI.create("/api/identity/members/" + id + "/grants/" + grantId))
                        .body(body)
                : ResponseEntity.ok(body);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable String id, @PathVariable String grantId) {
        desk.withdraw(Ids.requireValid(id), Ids.requireValid("grantId", grantId));
    }
}
