package org.parvis.identity.token;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.CommandSettings;
import org.parvis.boot.Access;
import org.parvis.boot.Ids;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.Listing;
import org.parvis.identity.form.Fields;
import org.parvis.identity.house.HouseAccess;
import org.parvis.identity.rights.Actor;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One's own tokens for programs; those of others for whoever runs the house, to look at and to end, never to make. */
@RestController
@RequestMapping("/api/identity")
final class TokenController {

    private static final int USUAL_DAYS = 30;
    private static final int LONGEST_DAYS = 366;
    private static final int LONGEST_LABEL = 80;

    private final TokenDesk desk;
    private final TokenItems tokens;
    private final CommandSettings request;
    private final HouseAccess house;
    private final Access access;
    private final Clock clock;

    TokenController(
            TokenDesk desk, TokenItems tokens, CommandSettings request, HouseAccess house, Access access, Clock clock) {
        this.desk = desk;
        this.tokens = tokens;
        this.request = request;
        this.house = house;
        this.access = access;
        this.clock = clock;
    }

    /** @param stepUp whether it may do what asks people for their second factor */
    record TokenForm(
            @Nullable String label,
            @Nullable Integer days,
            @Nullable Boolean stepUp) {

        String labelOr(String usual) {
            return label == null || label.isBlank() ? usual : Fields.text("label", label, LONGEST_LABEL);
        }

        Duration life() {
            var wanted = days == null ? USUAL_DAYS : days;
            if (wanted < 1 || wanted > LONGEST_DAYS) {
                throw new InvalidInput("days", "days", LONGEST_DAYS);
            }
            return Duration.ofDays(wanted);
        }
    }

    /** The only answer that ever holds the token. */
    record Shown(String id, String token, Instant until) {

        @Override
        public String toString() {
            return "Shown[hidden]";
        }
    }

    @PostMapping("/tokens")
    ResponseEntity<Shown> issue(@RequestBody TokenForm form, Actor actor) {
        access.requireSecondFactor();
        var issued = desk.issue(
                actor.id(),
                form.labelOr(""),
                clock.instant().plus(form.life()),
                Boolean.TRUE.equals(form.stepUp()),
                actor);
        return ResponseEntity.created(URI.create("/api/identity/tokens/" + issued.id()))
                .cacheControl(CacheControl.noStore())
                .body(new Shown(issued.id(), issued.token().value(), issued.until()));
    }

    @GetMapping("/tokens")
    Listing<TokenItem> mine(Actor actor) {
        return all(tokens.of(actor.id()));
    }

    @DeleteMapping("/tokens/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable String id, Actor actor) {
        desk.revoke(actor.id(), Ids.requireValid(id), actor, request.currentCommandId());
    }

    @GetMapping("/members/{memberId}/tokens")
    Listing<TokenItem> of(@PathVariable String memberId) {
        house.requireUnlessOwn(Ids.requireValid("memberId", memberId));
        return all(tokens.of(memberId));
    }

    @DeleteMapping("/members/{memberId}/tokens/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable String memberId, @PathVariable String id, Actor actor) {
        house.requireUnlessOwn(Ids.requireValid("memberId", memberId));
        desk.revoke(memberId, Ids.requireValid(id), actor, request.currentCommandId());
    }

    private static Listing<TokenItem> all(List<TokenItem> items) {
        return new Listing<>(items, null);
    }
}
