package org.parvis.boot;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.identity.api.Role;
import org.parvis.identity.api.Theme;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** Reads who acts from the access token of the running request: what identity wrote there, nothing a client can add. */
public final class CurrentActor {

    private CurrentActor() {}

    /** The member of the running request; empty outside of one and for strangers. */
    public static Optional<Actor> find() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken token
                ? Optional.of(from(token.getToken()))
                : Optional.empty();
    }

    /** When identity must be asked again who this is and what they may do: the end of the access token. */
    static Optional<Instant> knownUntil() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken token
                ? Optional.ofNullable(token.getToken().getExpiresAt())
                : Optional.empty();
    }

    /** @throws IllegalStateException outside of a request with a signed-in member */
    public static Actor require() {
        return find().orElseThrow(() -> new IllegalStateException("Nobody is signed in here"));
    }

    /** What the token says of the second factor. */
    enum Factor {
        /** None was demanded when the token was made; one may be by now. */
        NOT_DEMANDED,
        /** One is demanded, and none was shown a moment ago. */
        WAITING,
        SHOWN
    }

    /**
     * Identity writes whether a second factor is demanded of the member, and until when the one they showed counts; for a program, whether
     * its token was made for such acts by somebody who showed theirs.
     */
    static Factor factor(Instant now) {
        if (!(SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken token)) {
            return Factor.WAITING;
        }
        var claims = token.getToken();
        var stepUp = claims.getClaimAsString("step_up");
        if (stepUp == null) {
            return Factor.NOT_DEMANDED;
        }
        var until = claims.getClaimAsString("step_up_until");
        var isShown = stepUp.equals("MADE_FOR_IT") || (until != null && now.isBefore(Instant.parse(until)));
        return isShown ? Factor.SHOWN : Factor.WAITING;
    }

    static Actor from(Jwt token) {
        List<Map<String, Object>> grants = Objects.requireNonNullElse(token.getClaim("grants"), List.of());
        var memberId = Objects.requireNonNull(token.getSubject(), "An access token names its member");
        return new Actor(
                memberId,
                Actor.Kind.HUMAN,
                Objects.requireNonNullElse(token.getClaimAsString("name"), memberId),
                Locale.forLanguageTag(Objects.requireNonNullElse(token.getClaimAsString("locale"), "en")),
                zone(token.getClaimAsString("zone")),
                theme(token.getClaimAsString("theme")),
                grants.stream().map(CurrentActor::grant).toList());
    }

    private static Grant grant(Map<String, Object> claim) {
        var until = text(claim, "until");
        return new Grant(
                Objects.requireNonNull(text(claim, "id")),
                Role.valueOf(Objects.requireNonNull(text(claim, "role"))),
                Objects.requireNonNull(text(claim, "brand")),
                text(claim, "country"),
                text(claim, "channel"),
                until == null ? null : Instant.parse(until));
    }

    private static @Nullable String text(Map<String, Object> claim, String name) {
        var value = claim.get(name);
        return value == null ? null : value.toString();
    }

    private static ZoneId zone(@Nullable String zone) {
        try {
            return zone == null ? ZoneId.of("UTC") : ZoneId.of(zone);
        } catch (DateTimeException e) {
            return ZoneId.of("UTC");
        }
    }

    private static Theme theme(@Nullable String theme) {
        return theme == null ? Theme.SYSTEM : Theme.valueOf(theme);
    }
}
