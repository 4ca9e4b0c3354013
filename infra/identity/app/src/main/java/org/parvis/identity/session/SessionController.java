package org.parvis.identity.session;

import java.util.Locale;
import org.parvis.boot.Ids;
import org.parvis.boot.Listing;
import org.parvis.identity.house.HouseAccess;
import org.parvis.identity.rights.Actor;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sessions for programs: one's own, and those of others for whoever runs the house. */
@RestController
@RequestMapping("/api/identity")
final class SessionController {

    private final SessionDesk desk;
    private final HouseAccess house;
    private final MessageSource words;

    SessionController(SessionDesk desk, HouseAccess house, MessageSource words) {
        this.desk = desk;
        this.house = house;
        this.words = words;
    }

    @GetMapping("/sessions")
    Listing<SessionRow> mine(Actor actor, Locale locale) {
        return rows(actor.id(), locale);
    }

    @DeleteMapping("/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable String id, Actor actor) {
        desk.revoke(actor.id(), Ids.requireValid(id), actor);
    }

    @PostMapping("/sessions/end-others")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endOthers(Actor actor) {
        desk.revokeAll(actor.id(), SessionDesk.current().orElse(null), actor);
    }

    @GetMapping("/members/{memberId}/sessions")
    Listing<SessionRow> of(@PathVariable String memberId, Locale locale) {
        house.requireUnlessOwn(Ids.requireValid("memberId", memberId));
        return rows(memberId, locale);
    }

    @DeleteMapping("/members/{memberId}/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endAll(@PathVariable String memberId, Actor actor) {
        house.requireUnlessOwn(Ids.requireValid("memberId", memberId));
        desk.revokeAll(memberId, null, actor);
    }

    @DeleteMapping("/members/{memberId}/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endOne(@PathVariable String memberId, @PathVariable String id, Actor actor) {
        house.requireUnlessOwn(Ids.requireValid("memberId", memberId));
        desk.revoke(memberId, Ids.requireValid(id), actor);
    }

    private Listing<SessionRow> rows(String memberId, Locale locale) {
        return new Listing<>(SessionRow.of(desk.of(memberId), words, locale), null);
    }
}
