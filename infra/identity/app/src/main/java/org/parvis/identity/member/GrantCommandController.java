package org.parvis.identity.member;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Ids;
import org.parvis.boot.IfMatch;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Gives rights, confirms those that wait for a second person, and takes them back. */
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
            @Nullable Instant until,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String state) {}

    @PutMapping
    ResponseEntity<Given> give(@PathVariable String id, @PathVariable String grantId, @RequestBody GrantForm form) {
        Ids.requireValid(id);
        GrantIds.requireByHand(grantId);
        desk.requireGiver(form.brandId(), id);
        var terms = form.terms();
        var giving = desk.give(id, grantId, terms);
        var body = new Given(
                grantId,
                terms.role().name(),
                terms.brandId(),
                terms.country(),
                terms.channelId(),
                terms.until(),
                giving == Giving.WAITING ? giving.name() : null);
        return switch (giving) {
            case NEW ->
                ResponseEntity.created(URI.create("/api/identity/members/" + id + "/grants/" + grantId))
                        .body(body);
            case KNOWN -> ResponseEntity.ok(body);
            case WAITING -> ResponseEntity.accepted().body(body);
        };
    }

    @PostMapping("/confirm")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void confirm(@PathVariable String id, @PathVariable String grantId, @IfMatch long version) {
        desk.confirm(Ids.requireValid(id), Ids.requireValid("grantId", grantId), version);
    }

    @PostMapping("/decline")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void decline(@PathVariable String id, @PathVariable String grantId, @IfMatch long version) {
        desk.decline(Ids.requireValid(id), Ids.requireValid("grantId", grantId), version);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable String id, @PathVariable String grantId) {
        desk.withdraw(Ids.requireValid(id), Ids.requireValid("grantId", grantId));
    }
}
