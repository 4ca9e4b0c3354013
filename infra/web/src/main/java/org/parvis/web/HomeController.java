package org.parvis.web;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ResponseStatusException;

/** Sends a member to the first page of their day, which is not the same for a community manager and an auditor. */
@Controller
final class HomeController {

    private final WhoIsThere who;

    HomeController(WhoIsThere who) {
        this.who = who;
    }

    @GetMapping("/${spring.application.name}/home")
    String home() {
        var member = who.current().orElseThrow(() -> new ResponseStatusException(HttpStatus.UNAUTHORIZED));
        var pages = Navigation.of(member);
        return "redirect:"
                + (pages.isEmpty() ? Navigation.TOKENS : pages.getFirst().path());
    }
}
