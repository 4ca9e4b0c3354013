package org.parvis.identity.secondperson;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.IfMatch;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.Listing;
import org.parvis.boot.PageRequest;
import org.parvis.identity.member.list.WaitingGrant;
import org.parvis.identity.member.list.WaitingGrants;
import org.parvis.identity.rights.Action;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The rule for programs, and what waits under it. */
@RestController
@RequestMapping("/api/identity/second-person")
final class SecondPersonController {

    private final SecondPersonDesk desk;
    private final SecondPersonState state;
    private final WaitingGrants waiting;
    private final Access access;

    SecondPersonController(SecondPersonDesk desk, SecondPersonState state, WaitingGrants waiting, Access access) {
        this.desk = desk;
        this.state = state;
        this.waiting = waiting;
        this.access = access;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Json(
            boolean required,
            long version,
            @Nullable String releaseAskedBy,
            @Nullable Instant releaseAskedAt) {}

    record Wanted(@Nullable Boolean required) {}

    @GetMapping
    ResponseEntity<Json> rule() {
        desk.requireReader();
        return answer(HttpStatus.OK);
    }

    /** On counts at once. Off waits: 202 until a second person confirms it. */
    @PutMapping
    ResponseEntity<Json> change(@RequestBody Wanted wanted) {
        desk.requireOwner();
        if (wanted.required() == null) {
            throw new InvalidInput("required", "required");
        }
        if (wanted.required()) {
            desk.switchOn();
            return answer(HttpStatus.OK);
        }
        desk.askForRelease();
        return answer(state.now().required() ? HttpStatus.ACCEPTED : HttpStatus.OK);
    }

    @PostMapping("/confirm")
    ResponseEntity<Json> confirm(@IfMatch long version) {
        desk.confirmRelease(version);
        return answer(HttpStatus.OK);
    }

    @PostMapping("/decline")
    ResponseEntity<Json> decline(@IfMatch long version) {
        desk.declineRelease(version);
        return answer(HttpStatus.OK);
    }

    /** Rights that wait on the brands where the current member may confirm. */
    @GetMapping("/waiting")
    Listing<WaitingGrant> waiting(PageRequest page) {
        desk.requireReader();
        return waiting.on(access.brands(Action.CONFIRM_GRANT), page);
    }

    private ResponseEntity<Json> answer(HttpStatus status) {
        var rule = state.now();
        return ResponseEntity.status(status)
                .eTag(Long.toString(rule.version()))
                .body(new Json(rule.required(), rule.version(), rule.releaseAskedBy(), rule.releaseAskedAt()));
    }
}
