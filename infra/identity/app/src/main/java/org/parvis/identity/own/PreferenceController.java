package org.parvis.identity.own;

import jakarta.servlet.http.HttpServletResponse;
import org.parvis.identity.api.Theme;
import org.parvis.identity.rights.Actor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One's own preferences for programs. */
@RestController
@RequestMapping("/api/identity/preferences")
final class PreferenceController {

    private final PreferenceDesk desk;

    PreferenceController(PreferenceDesk desk) {
        this.desk = desk;
    }

    record Chosen(String language, Theme theme, String zone) {}

    @GetMapping
    Chosen mine(Actor actor) {
        var member = desk.of(actor);
        return new Chosen(member.language(), member.theme(), member.zone());
    }

    @PutMapping
    Chosen choose(@RequestBody PreferenceDesk.Choice choice, Actor actor, HttpServletResponse response) {
        var chosen = desk.choose(actor, choice, response);
        return new Chosen(chosen.language(), chosen.theme(), chosen.zone());
    }
}
