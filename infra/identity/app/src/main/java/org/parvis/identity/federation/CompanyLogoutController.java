package org.parvis.identity.federation;

import com.nimbusds.jwt.JWTParser;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.NotFound;
import org.parvis.identity.api.SessionEnd;
import org.parvis.identity.session.SessionDesk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The company says that somebody signed out there (OpenID Connect Back-Channel Logout 1.0): their sessions here end too. */
@RestController
final class CompanyLogoutController {

    static final String PATH = "/login/company/logout";

    private static final Logger LOG = LoggerFactory.getLogger(CompanyLogoutController.class);
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
    private static final Duration OLDEST = Duration.ofMinutes(5);
    private static final Duration REMEMBERED = Duration.ofMinutes(30);
    private static final int LONGEST = 8_000;

    private final Company company;
    private final CompanySettings settings;
    private final CompanyMembers members;
    private final SessionDesk sessions;
    private final JdbcClient jdbc;
    private final Clock clock;

    CompanyLogoutController(
            Company company,
            CompanySettings settings,
            CompanyMembers members,
            SessionDesk sessions,
            JdbcClient jdbc,
            Clock clock) {
        this.company = company;
        this.settings = settings;
        this.members = members;
        this.sessions = sessions;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @PostMapping(PATH)
    ResponseEntity<Map<String, String>> logout(@RequestParam(name = "logout_token", defaultValue = "") String shown) {
        if (!settings.isOn()) {
            throw new NotFound("page", PATH);
        }
        try {
            var token = checked(shown);
            var ended = end(token);
            LOG.info("The company ended {} sessions", ended);
            return ResponseEntity.ok().cacheControl(CacheControl.noStore()).build();
        } catch (JwtException | IllegalArgumentException | Company.NotReached e) {
            LOG.warn("A logout token was refused: {}", e.getMessage());
            return ResponseEntity.badRequest()
                    .cacheControl(CacheControl.noStore())
                    .body(Map.of("error", "invalid_request", "error_description", "The logout token does not hold"));
        }
    }

    /** All that section 2.6 asks for, and that no token counts twice. */
    private Jwt checked(String shown) {
        require(!shown.isEmpty() && shown.length() <= LONGEST, "no token");
        var token = company.logoutTokens().decode(shown);
        var expected = company.registration().getProviderDetails().getIssuerUri();
        require(Objects.equals(token.getClaimAsString("iss"), expected), "of another issuer");
        require(token.getAudience() != null && token.getAudience().contains(settings.clientId()), "for another client");
        var issuedAt = token.getIssuedAt();
        require(saysWhen(shown) && token.getExpiresAt() != null, "without times");
        var now = clock.instant();
        require(
                issuedAt != null
                        && issuedAt.isAfter(now.minus(OLDEST))
                        && issuedAt.isBefore(now.plus(Duration.ofMinutes(1))),
                "not of now");
        require(
                token.getClaim("events") instanceof Map<?, ?> events && events.get(EVENT) instanceof Map<?, ?>,
                "not about a logout");
        require(token.getClaim("nonce") == null, "an ID token in disguise");
        require(token.getSubject() != null || settings.session(token) != null, "about nobody");
        require(isFirst(token.getId()), "shown before, or without a name");
        return token;
    }

    /** The decoder makes up a time of its own where there is none. */
    private static boolean saysWhen(String shown) {
        try {
            return JWTParser.parse(shown).getJWTClaimsSet().getIssueTime() != null;
        } catch (ParseException e) {
            return false;
        }
    }

    private boolean isFirst(@Nullable String tokenId) {
        if (tokenId == null || tokenId.indexOf(0) >= 0) {
            return false;
        }
        var now = clock.instant();
        jdbc.sql("delete from company_logout where until < ?")
                .param(now.atOffset(ZoneOffset.UTC))
                .update();
        return jdbc.sql("insert into company_logout (token_id, until) values (?, ?) on conflict do nothing")
                        .params(tokenId, now.plus(REMEMBERED).atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private int end(Jwt token) {
        var session = settings.session(token);
        if (session != null) {
            return sessions.endOfCompany(session, CompanyMembers.FEDERATION);
        }
        return members.linked(Objects.requireNonNull(token.getSubject()))
                .map(member -> sessions.endAll(member, SessionEnd.SIGNED_OUT_AT_COMPANY, CompanyMembers.FEDERATION))
                .orElse(0);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
