package org.parvis.identity.token;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.Ids;
import org.parvis.identity.form.Fields;
import org.parvis.identity.form.FormError;
import org.parvis.identity.house.HouseAccess;
import org.parvis.identity.rights.Actor;
import org.parvis.web.Hx;
import org.parvis.web.view.Option;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Tokens on pages: one's own, of which a new one is shown in the answer to the form and never again; and those of others, to end. */
@Controller
final class TokenPageController {

    private static final String VIEW = "identity/tokens";
    private static final int LONGEST_LABEL = 80;
    private static final List<Integer> LIVES = List.of(7, 30, 90, 365);

    private final TokenDesk desk;
    private final TokenItems tokens;
    private final HouseAccess house;
    private final Access access;
    private final MessageSource words;
    private final Clock clock;

    TokenPageController(
            TokenDesk desk, TokenItems tokens, HouseAccess house, Access access, MessageSource words, Clock clock) {
        this.desk = desk;
        this.tokens = tokens;
        this.house = house;
        this.access = access;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/identity/tokens")
    String page(Actor actor, Model model, Locale locale) {
        return show(actor, "", null, model, locale);
    }

    @PostMapping("/identity/tokens")
    String issue(
            @RequestParam(defaultValue = "") String label,
            @RequestParam(defaultValue = "30") int days,
            @RequestParam(defaultValue = "false") boolean stepUp,
            Actor actor,
            HttpServletResponse response,
            Model model,
            Locale locale) {
        response.setHeader("Cache-Control", "no-store");
        access.requireSecondFactor();
        try {
            var life = Duration.ofDays(LIVES.contains(days) ? days : LIVES.get(1));
            var issued = desk.issue(
                    actor.id(),
                    Fields.text("label", label, LONGEST_LABEL),
                    clock.instant().plus(life),
                    stepUp,
                    actor);
            model.addAttribute("made", issued);
        } catch (RuntimeException e) {
            var error = FormError.of(e, words, locale).orElseThrow(() -> e);
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(actor, label, error, model, locale);
        }
        return show(actor, "", null, model, locale);
    }

    @PostMapping("/identity/tokens/{id}/revoke")
    String revoke(@PathVariable String id, Actor actor, RedirectAttributes flash, Locale locale) {
        desk.revoke(actor.id(), Ids.requireValid(id), actor, null);
        flash.addFlashAttribute("pvDone", words.getMessage("identity.token.ended", null, locale));
        return "redirect:/identity/tokens";
    }

    /** The tokens of somebody else, for whoever runs the house: to look at and to end, never to make. */
    @GetMapping("/identity/members/{memberId}/tokens")
    String ofMember(@PathVariable String memberId, Hx hx, Model model) {
        house.requireUnlessOwn(Ids.requireValid("memberId", memberId));
        model.addAttribute("memberId", memberId);
        model.addAttribute("tokens", rows(memberId));
        return hx.view("identity/member-tokens", "rows");
    }

    @PostMapping("/identity/members/{memberId}/tokens/{id}/revoke")
    String revokeOfMember(
            @PathVariable String memberId,
            @PathVariable String id,
            Actor actor,
            RedirectAttributes flash,
            Locale locale) {
        house.requireUnlessOwn(Ids.requireValid("memberId", memberId));
        desk.revoke(memberId, Ids.requireValid(id), actor, null);
        flash.addFlashAttribute("pvDone", words.getMessage("identity.token.ended", null, locale));
        return "redirect:/identity/members/" + memberId;
    }

    /** A token, and whether it still opens anything. */
    record Row(TokenItem token, boolean live) {}

    private String show(Actor actor, String label, @Nullable FormError error, Model model, Locale locale) {
        model.addAttribute("tokens", rows(actor.id()));
        model.addAttribute("label", label);
        model.addAttribute("error", error == null ? new FormError("-", "") : error);
        model.addAttribute(
                "lives",
                LIVES.stream()
                        .map(days -> new Option(
                                days.toString(),
                                String.valueOf(words.getMessage("identity.token.life", new Object[] {days}, locale))))
                        .toList());
        return VIEW;
    }

    private List<Row> rows(String memberId) {
        var now = clock.instant();
        return tokens.of(memberId).stream().map(t -> new Row(t, t.isLive(now))).toList();
    }
}
