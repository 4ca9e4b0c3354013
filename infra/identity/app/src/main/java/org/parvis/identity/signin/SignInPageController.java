package org.parvis.identity.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Preferences;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page where people sign in, and the one they see after signing out. */
@Controller
final class SignInPageController {

    static final String PATH = "/login";
    static final String SIGNED_OUT = "/signed-out";

    private static final String VIEW = "identity/sign-in";
    /** In seconds. */
    private static final String SOON = "5";

    private final Door door;
    private final SignInCookie cookie;
    private final DeviceCookie device;
    private final OtherDoor other;
    private final Clock clock;

    SignInPageController(Door door, SignInCookie cookie, DeviceCookie device, OtherDoor other, Clock clock) {
        this.door = door;
        this.cookie = cookie;
        this.device = device;
        this.other = other;
        this.clock = clock;
    }

    @GetMapping(PATH)
    String page(
            @RequestParam @Nullable String next,
            @RequestParam @Nullable String lang,
            @RequestParam @Nullable String stale,
            @RequestParam @Nullable String company,
            HttpServletResponse response,
            Model model) {
        var language = Preferences.supported(lang);
        if (language.isPresent()) {
            Preferences.rememberLanguage(response, language.get());
            return "redirect:" + PATH + "?next=" + URLEncoder.encode(NextStep.of(next), StandardCharsets.UTF_8);
        }
        if (company != null) {
            return show("", next, "company", response, model.addAttribute("why", known(company)));
        }
        if (!NextStep.isUnderWay(next)) {
            // Nothing to come back to: the gateway begins a sign-in of its own and returns here.
            return stale == null ? "redirect:/" : show("", next, "stale", response, model);
        }
        return show("", next, stale == null ? null : "stale", response, model);
    }

    @PostMapping(PATH)
    String signIn(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String password,
            @RequestParam @Nullable String next,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        switch (door.knock(name, password, request.getRemoteAddr(), device.read(request))) {
            case Door.Answer.Open open -> {
                cookie.give(open.memberId(), open.at(), response);
                device.give(open.memberId(), open.at(), response);
                return "redirect:" + NextStep.of(next);
            }
            case Door.Answer.Wrong wrong -> {
                response.setStatus(HttpStatus.UNAUTHORIZED.value());
                return show(name, next, "wrong", response, model);
            }
            case Door.Answer.Wait wait -> {
                var left = Duration.between(clock.instant(), wait.until());
                response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
                response.setHeader("Retry-After", Long.toString(Math.max(1, left.toSeconds())));
                model.addAttribute("minutes", Math.max(1, Math.ceilDiv(left.toSeconds(), 60)));
                return show(name, next, "wait", response, model);
            }
            case Door.Answer.Full full -> {
                response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
                response.setHeader("Retry-After", SOON);
                return show(name, next, "full", response, model);
            }
        }
    }

    @GetMapping(SIGNED_OUT)
    String signedOut(HttpServletResponse response) {
        noStore(response);
        Preferences.forget(response);
        return "identity/signed-out";
    }

    private static String known(String why) {
        return why.matches("[A-Z_]{1,20}") ? why : "BROKEN";
    }

    private String show(
            String name, @Nullable String next, @Nullable String problem, HttpServletResponse response, Model model) {
        noStore(response);
        model.addAttribute("name", name);
        model.addAttribute("next", NextStep.of(next));
        model.addAttribute("problem", problem);
        model.addAttribute("other", other);
        return VIEW;
    }

    private static void noStore(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
    }
}
