package org.parvis.identity.session;

import java.util.Locale;
import org.parvis.boot.Ids;
import org.parvis.boot.NotFound;
import org.parvis.identity.house.HouseAccess;
import org.parvis.identity.rights.Actor;
import org.parvis.web.Hx;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where one is signed in, and the way to end it; for whoever runs the house also of others. */
@Controller
final class SessionPageController {

    private final SessionDesk desk;
    private final HouseAccess house;
    private final MessageSource words;

    SessionPageController(SessionDesk desk, HouseAccess house, MessageSource words) {
        this.desk = desk;
        this.house = house;
        this.words = words;
    }

    @GetMapping("/identity/sessions")
    String page(Actor actor, Model model, Locale locale) {
        var rows = SessionRow.of(desk.of(actor.id()), words, locale);
        model.addAttribute("sessions", rows);
        model.addAttribute("others", rows.stream().anyMatch(row -> !row.current()));
        return "identity/sessions";
    }

    @PostMapping("/identity/sessions/{id}/end")
    String end(@PathVariable String id, Actor actor, RedirectAttributes flash, Locale locale) {
        try {
            desk.revoke(actor.id(), Ids.requireValid(id), actor);
        } catch (NotFound e) {
            // It ended by itself while the page was open: that is what was wanted.
        }
        done(flash, "identity.sessions.ended", locale);
        return "redirect:/identity/sessions";
    }

    @PostMapping("/identity/sessions/end-others")
    String endOthers(Actor actor, RedirectAttributes flash, Locale locale) {
        var ended = desk.revokeAll(actor.id(), SessionDesk.current().orElse(null), actor);
        done(flash, "identity.sessions.othersEnded", locale, ended);
        return "redirect:/identity/sessions";
    }

    @GetMapping("/identity/members/{memberId}/sessions")
    String ofMember(@PathVariable String memberId, Hx hx, Model model, Locale locale) {
        house.requireUnlessOwn(Ids.requireValid("memberId", memberId));
        model.addAttribute("memberId", memberId);
        model.addAttribute("sessions", SessionRow.of(desk.of(memberId), words, locale));
        return hx.view("identity/member-sessions", "rows");
    }

    @PostMapping("/identity/members/{memberId}/sessions/{id}/end")
    String endOfMember(
            @PathVariable String memberId,
            @PathVariable String id,
            Actor actor,
            RedirectAttributes flash,
            Locale locale) {
        house.requireUnlessOwn(Ids.requireValid("memberId", memberId));
        try {
            desk.revoke(memberId, Ids.requireValid(id), actor);
        } catch (NotFound e) {
            // It ended by itself while the page was open: that is what was wanted.
        }
        done(flash, "identity.sessions.ended", locale);
        return "redirect:/identity/members/" + memberId;
    }

    @PostMapping("/identity/members/{memberId}/sessions/end")
    String endAllOfMember(@PathVariable String memberId, Actor actor, RedirectAttributes flash, Locale locale) {
        house.requireUnlessOwn(Ids.requireValid("memberId", memberId));
        var ended = desk.revokeAll(memberId, null, actor);
        done(flash, "identity.sessions.allEnded", locale, ended);
        return "redirect:/identity/members/" + memberId;
    }

    private void done(RedirectAttributes flash, String key, Locale locale, Object... arguments) {
        flash.addFlashAttribute("pvDone", words.getMessage(key, arguments, locale));
    }
}
