package org.parvis.identity.member;

import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.CommandSettings;
import org.parvis.boot.Ids;
import org.parvis.boot.InvalidInput;
import org.parvis.identity.form.FormError;
import org.parvis.identity.house.HouseAccess;
import org.parvis.identity.member.list.MemberItem;
import org.parvis.identity.password.PasswordRules;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One member: who they are, what they may do, and the forms that change it. */
@Controller
@RequestMapping("/identity/members")
final class MemberPageController {

    private final MemberPage page;
    private final MemberDesk desk;
    private final GrantDesk grants;
    private final CommandSettings request;
    private final HouseAccess house;
    private final MessageSource words;

    MemberPageController(
            MemberPage page,
            MemberDesk desk,
            GrantDesk grants,
            CommandSettings request,
            HouseAccess house,
            MessageSource words) {
        this.page = page;
        this.desk = desk;
        this.grants = grants;
        this.request = request;
        this.house = house;
        this.words = words;
    }

    /** The fields of the form, as they were typed. */
    record Person(
            @Nullable String id,
            @Nullable String name,
            @Nullable String email,
            @Nullable String language,
            @Nullable String zone) {

        MemberPage.Typed typed(@Nullable String knownId) {
            return new MemberPage.Typed(
                    knownId == null ? text(id).strip() : knownId, text(name), text(email), text(language), text(zone));
        }

        private static String text(@Nullable String value) {
            return value == null ? "" : value;
        }
    }

    /**
     * The fields of the form that gives a right; the end is a day, which still counts. A browser sends every field, so here an empty one is
     * one that was left out.
     */
    record Right(
            @Nullable String role,
            @Nullable String brand,
            @Nullable String country,
            @Nullable String channel,
            @Nullable String until) {

        GrantForm form(ZoneId zone) {
            var end = end(zone);
            return new GrantForm(role, brand, filled(country), filled(channel), end == null ? null : end.toString());
        }

        private static @Nullable String filled(@Nullable String field) {
            return field == null || field.isEmpty() ? null : field;
        }

        private @Nullable Instant end(ZoneId zone) {
            var day = filled(until);
            if (day == null) {
                return null;
            }
            try {
                return LocalDate.parse(day.strip())
                        .plusDays(1)
                        .atStartOfDay(zone)
                        .toInstant();
            } catch (DateTimeException e) {
                throw new InvalidInput("until", "date");
            }
        }
    }

    @GetMapping(params = "new")
    String blank(Actor actor, Model model, Locale locale) {
        house.requireAnywhere(Action.MANAGE_MEMBERS);
        return page.blank(
                new MemberPage.Typed(
                        "", "", "", locale.getLanguage(), actor.zone().getId()),
                null,
                model);
    }

    @PostMapping
    String register(
            @ModelAttribute Person person,
            @RequestParam(defaultValue = "") String password,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model,
            Locale locale) {
        house.requireAnywhere(Action.MANAGE_MEMBERS);
        var typed = person.typed(null);
        boolean kept;
        try {
            var id = Ids.requireValid("id", typed.id());
            var profile = typed.form(null).profile();
            if (!password.isEmpty()) {
                house.require("member:" + id);
            }
            var checked = password.isEmpty() ? null : PasswordRules.check("password", password, id, profile.email());
            kept = desk.register(id, profile, checked, request.currentActor(), null)
                    .passwordKept();
        } catch (RuntimeException e) {
            return page.blank(typed, error(e, response, locale), model);
        }
        done(flash, kept ? "identity.member.passwordKept" : "identity.member.added", locale, typed.name());
        return "redirect:/identity/members/" + typed.id();
    }

    @GetMapping("/{id}")
    String one(@PathVariable String id, Model model, Locale locale) {
        return page.show(page.visible(id), null, null, model, locale);
    }

    @PostMapping("/{id}")
    String change(
            @PathVariable String id,
            @ModelAttribute Person person,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model,
            Locale locale) {
        house.require("member:" + Ids.requireValid(id));
        var typed = person.typed(id);
        return take(
                id,
                typed,
                "identity.member.kept",
                () -> desk.change(id, typed.form(null).profile(), request.currentActor()),
                response,
                flash,
                model,
                locale);
    }

    @PostMapping("/{id}/password")
    String setPassword(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String password,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model,
            Locale locale) {
        house.require("member:" + Ids.requireValid(id));
        var member = page.visible(id);
        return take(
                id,
                null,
                "identity.member.passwordSet",
                () -> desk.setPassword(
                        id, PasswordRules.check("password", password, id, member.email()), request.currentActor()),
                response,
                flash,
                model,
                locale);
    }

    @PostMapping("/{id}/grants")
    String give(
            @PathVariable String id,
            @ModelAttribute Right right,
            Actor actor,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model,
            Locale locale) {
        var member = page.visible(id);
        Giving giving;
        try {
            giving = grants.give(id, Ids.next(), right.form(actor.zone()).terms());
        } catch (RuntimeException e) {
            return page.show(member, null, error(e, response, locale), model, locale);
        }
        done(
                flash,
                giving == Giving.WAITING ? "identity.member.waiting" : "identity.member.given",
                locale,
                member.name());
        return "redirect:/identity/members/" + id;
    }

    @PostMapping("/{id}/grants/{grantId}/withdraw")
    String withdraw(
            @PathVariable String id,
            @PathVariable String grantId,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model,
            Locale locale) {
        page.visible(id);
        return take(
                id,
                null,
                "identity.member.withdrawn",
                () -> grants.withdraw(id, Ids.requireValid("grantId", grantId)),
                response,
                flash,
                model,
                locale);
    }

    @PostMapping("/{id}/leave")
    String letGo(
            @PathVariable String id,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model,
            Locale locale) {
        house.require("member:" + Ids.requireValid(id));
        return take(
                id,
                null,
                "identity.member.leftDone",
                () -> desk.letGo(id, request.currentActor(), null),
                response,
                flash,
                model,
                locale);
    }

    @PostMapping("/{id}/return")
    String takeBack(
            @PathVariable String id,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model,
            Locale locale) {
        house.require("member:" + Ids.requireValid(id));
        return take(
                id,
                null,
                "identity.member.backDone",
                () -> desk.takeBack(id, request.currentActor(), null),
                response,
                flash,
                model,
                locale);
    }

    private String take(
            String id,
            MemberPage.@Nullable Typed typed,
            String done,
            Runnable act,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model,
            Locale locale) {
        MemberItem member = page.visible(id);
        try {
            act.run();
        } catch (RuntimeException e) {
            return page.show(member, typed, error(e, response, locale), model, locale);
        }
        done(flash, done, locale, member.name());
        return "redirect:/identity/members/" + id;
    }

    private FormError error(RuntimeException e, HttpServletResponse response, Locale locale) {
        var error = FormError.of(e, words, locale).orElseThrow(() -> e);
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return error;
    }

    private void done(RedirectAttributes flash, String key, Locale locale, String name) {
        flash.addFlashAttribute("pvDone", words.getMessage(key, new Object[] {name}, locale));
    }
}
