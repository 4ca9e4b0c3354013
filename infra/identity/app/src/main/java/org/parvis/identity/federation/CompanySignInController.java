package org.parvis.identity.federation;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.NotFound;
import org.parvis.identity.federation.CompanyRefused.Why;
import org.parvis.identity.signin.NextStep;
import org.parvis.identity.signin.SignInCookie;
import org.parvis.privacy.KeyRing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.WebUtils;

/** Sends a browser to the company's sign-in service, and takes who comes back to where the house's own sign-in goes on. */
@Controller
final class CompanySignInController {

    static final String AWAY = "/login/company";
    static final String BACK = "/login/company/back";

    private static final Logger LOG = LoggerFactory.getLogger(CompanySignInController.class);
    private static final String COOKIE = "parvis_company";
    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final int LONGEST_CODE = 4_000;

    private final CompanySettings settings;
    private final CompanySignIn signIn;
    private final CompanyMembers members;
    private final CompanyGroups groups;
    private final SignInCookie cookie;
    private final KeyRing keys;
    private final Clock clock;
    private final boolean secure;

    CompanySignInController(
            CompanySettings settings,
            CompanySignIn signIn,
            CompanyMembers members,
            CompanyGroups groups,
            SignInCookie cookie,
            KeyRing keys,
            Clock clock,
            @Value("${parvis.identity.issuer}") String house) {
        this.settings = settings;
        this.signIn = signIn;
        this.members = members;
        this.groups = groups;
        this.cookie = cookie;
        this.keys = keys;
        this.clock = clock;
        this.secure = house.startsWith("https:");
    }

    @GetMapping(AWAY)
    String away(@RequestParam @Nullable String next, HttpServletResponse response, Locale locale) {
        requireOn();
        response.setHeader("Cache-Control", "no-store");
        var way = signIn.begin(NextStep.of(next));
        try {
            var address = signIn.address(way, locale.getLanguage());
            remember(response, way.seal(keys), LIFE);
            return "redirect:" + address;
        } catch (CompanyRefused e) {
            return refused(e, way.next());
        }
    }

    @GetMapping(BACK)
    String back(
            @RequestParam @Nullable String state,
            @RequestParam @Nullable String code,
            @RequestParam @Nullable String error,
            @RequestParam @Nullable String iss,
            HttpServletRequest request,
            HttpServletResponse response) {
        requireOn();
        response.setHeader("Cache-Control", "no-store");
        remember(response, "", Duration.ZERO);
        var found = onTheWay(request, state);
        if (found.isEmpty()) {
            return refused(new CompanyRefused(Why.TOO_OLD, "no sign-in of this browser is under way"), "/");
        }
        var way = found.get();
        var shown = clock.instant();
        try {
            if (code == null || code.length() > LONGEST_CODE) {
                throw new CompanyRefused(Why.DENIED, plain(error));
            }
            var person = signIn.finish(way, code, iss);
            var memberId = members.memberOf(person);
            groups.apply(memberId, person);
            cookie.give(memberId, shown, settings.session(person), response);
            return "redirect:" + way.next();
        } catch (CompanyRefused e) {
            return refused(e, way.next());
        }
    }

    private void requireOn() {
        if (!settings.isOn()) {
            throw new NotFound("page", AWAY);
        }
    }

    private Optional<OnTheWay> onTheWay(HttpServletRequest request, @Nullable String state) {
        var kept = WebUtils.getCookie(request, COOKIE);
        return kept == null || state == null
                ? Optional.empty()
                : OnTheWay.open(keys, kept.getValue())
                        .filter(way -> clock.instant().isBefore(way.until()))
                        .filter(way -> MessageDigest.isEqual(
                                way.state().getBytes(StandardCharsets.UTF_8), state.getBytes(StandardCharsets.UTF_8)));
    }

    /** Back to the door, which says why in words. */
    private static String refused(CompanyRefused e, String next) {
        LOG.warn("Nobody let in from the company ({}): {}", e.why(), e.getMessage());
        return "redirect:/login?company=" + e.why() + "&next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    }

    private void remember(HttpServletResponse response, String value, Duration age) {
        var kept = ResponseCookie.from(COOKIE, value)
                .path("/login")
                .maxAge(age)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax")
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, kept.toString());
    }

    private static String plain(@Nullable String error) {
        return error != null && error.matches("[a-z_]{1,64}") ? error : "no reason";
    }
}
