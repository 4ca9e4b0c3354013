package org.parvis.identity.factor;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.identity.rights.Actor;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Asks for the second factor and leads back. A form that was on its way comes here with its fields, keeps them while the code is typed, and
 * is sent on by the browser itself (307): nothing that was typed is kept on a server or lost.
 */
@Controller
@RequestMapping(StepUpPageController.PATH)
final class StepUpPageController {

    static final String PATH = "/identity/step-up";

    private static final String VIEW = "identity/step-up";
    private static final int LONGEST_TARGET = 2_000;
    private static final String THEN = "parvis_then";
    private static final String CODE = "parvis_code";
    private static final String FORM = "parvis_form";
    private static final Set<String> OURS = Set.of(THEN, CODE, FORM, "_csrf");

    private final FactorDesk desk;
    private final Clock clock;

    StepUpPageController(FactorDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    /** A field of the form that waits. */
    record Field(String name, String value) {}

    @GetMapping
    String ask(
            @RequestParam(name = THEN, defaultValue = "") String then,
            Actor actor,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return show(actor, then, false, null, request, response, model);
    }

    /** After a confirmation for something that is not a page, such as a download. */
    @GetMapping("/done")
    String done(@RequestParam(name = THEN, defaultValue = "") String then, Model model) {
        model.addAttribute("then", ownAddress(then));
        return "identity/step-up-done";
    }

    @PostMapping
    @Nullable
    String confirm(
            @RequestParam(name = THEN, defaultValue = "") String then,
            @RequestParam(name = CODE, required = false) @Nullable String code,
            @RequestParam(name = FORM, required = false) @Nullable String form,
            Actor actor,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (code == null) {
            return show(actor, then, true, null, request, response, model);
        }
        return switch (desk.show(actor, code)) {
            case FactorDesk.Answer.Right right -> {
                goOn(ownAddress(then), form != null, response);
                yield null;
            }
            case FactorDesk.Answer.Wrong wrong -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                yield show(actor, then, form != null, "wrong", request, response, model);
            }
            case FactorDesk.Answer.Wait wait -> {
                var left = Duration.between(clock.instant(), wait.until()).toSeconds();
                response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
                response.setHeader("Retry-After", Long.toString(Math.max(1, left)));
                model.addAttribute("minutes", Math.max(1, Math.ceilDiv(left, 60)));
                yield show(actor, then, form != null, "wait", request, response, model);
            }
        };
    }

    private static void goOn(String then, boolean isForm, HttpServletResponse response) {
        var isPage = !then.startsWith("/api/");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader(
                "Location",
                isForm || isPage
                        ? then
                        : PATH + "/done?" + THEN + "=" + URLEncoder.encode(then, StandardCharsets.UTF_8));
        response.setStatus(isForm ? HttpStatus.TEMPORARY_REDIRECT.value() : HttpStatus.SEE_OTHER.value());
    }

    private String show(
            Actor actor,
            String then,
            boolean isForm,
            @Nullable String problem,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        response.setHeader("Cache-Control", "no-store");
        model.addAttribute("then", ownAddress(then));
        model.addAttribute("form", isForm);
        model.addAttribute("fields", isForm ? fields(request) : List.of());
        model.addAttribute("problem", problem);
        model.addAttribute("enrolled", desk.since(actor.id()).isPresent());
        return VIEW;
    }

    private static List<Field> fields(HttpServletRequest request) {
        var fields = new ArrayList<Field>();
        request.getParameterMap().forEach((name, values) -> {
            if (!OURS.contains(name)) {
                for (var value : values) {
                    fields.add(new Field(name, value));
                }
            }
        });
        return fields;
    }

    /** An address of ours; never another host, however it is written, and never this page. */
    private static String ownAddress(String then) {
        var isOurs = then.length() <= LONGEST_TARGET
                && then.startsWith("/")
                && !then.startsWith("//")
                && !then.startsWith(PATH)
                && then.chars().allMatch(c -> c > ' ' && c < 0x7f && "\\\"<>{}".indexOf(c) < 0);
        return isOurs ? then : "/";
    }
}
