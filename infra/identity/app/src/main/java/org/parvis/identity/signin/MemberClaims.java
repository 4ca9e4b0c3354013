package org.parvis.identity.signin;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.identity.api.Role;
import org.parvis.identity.factor.StepUpClaims;
import org.parvis.identity.member.list.GrantItem;
import org.parvis.identity.member.list.MemberItems;
import org.parvis.identity.session.SessionDesk;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.stereotype.Component;

/**
 * Writes into every access token what the services must know of a member: name, language, clock, and the rights in force. Read anew each
 * time a token is made, so a change is everywhere within the life of one.
 */
@Component
final class MemberClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {

    private final MemberItems members;
    private final SessionDesk sessions;
    private final StepUpClaims stepUp;
    private final Clock clock;

    MemberClaims(MemberItems members, SessionDesk sessions, StepUpClaims stepUp, Clock clock) {
        this.members = members;
        this.sessions = sessions;
        this.stepUp = stepUp;
        this.clock = clock;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        var memberId = ((Authentication) Objects.requireNonNull((Object) context.getPrincipal())).getName();
        var member = members.find(memberId).filter(m -> m.leftAt() == null).orElseThrow(MemberClaims::over);
        var claims = context.getClaims();
        var authorization = context.getAuthorization();
        if (authorization != null) {
            if (!sessions.isAlive(authorization.getId())) {
                throw over();
            }
            claims.claim("sid", authorization.getId());
        }
        claims.claim("name", member.name());
        claims.claim("locale", member.language());
        if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
            // Claims are stored with the authorization, and of lists only this kind is read back.
            claims.audience(new ArrayList<>(List.of("parvis")));
            claims.claim("zone", member.zone());
            claims.claim("theme", member.theme().name());
            claims.claim("grants", grants(memberId));
            var factor = authorization == null
                    ? stepUp.ofProgram(memberId, factorShownAt(context), roles(memberId))
                    : stepUp.of(memberId, authorization.getId(), roles(memberId));
            factor.forEach(claims::claim);
        }
    }

    private static @Nullable Instant factorShownAt(JwtEncodingContext context) {
        return context.getAuthorizationGrant() instanceof PersonalTokenGrant grant ? grant.factorShownAt() : null;
    }

    private static OAuth2AuthenticationException over() {
        return new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
    }

    private List<Map<String, String>> grants(String memberId) {
        var now = clock.instant();
        var all = new ArrayList<Map<String, String>>();
        members.grants(memberId).stream().filter(g -> g.holdsAt(now)).forEach(g -> all.add(claim(g)));
        return all;
    }

    private Set<Role> roles(String memberId) {
        var now = clock.instant();
        return members.grants(memberId).stream()
                .filter(g -> g.holdsAt(now))
                .map(GrantItem::role)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Map<String, String> claim(GrantItem grant) {
        var claim = new LinkedHashMap<String, String>();
        claim.put("id", grant.id());
        claim.put("role", grant.role().name());
        claim.put("brand", grant.brand());
        putIfPresent(claim, "country", grant.country());
        putIfPresent(claim, "channel", grant.channel());
        putIfPresent(claim, "until", grant.until());
        return claim;
    }

    private static void putIfPresent(Map<String, String> claim, String name, @Nullable Object value) {
        if (value != null) {
            claim.put(name, value.toString());
        }
    }
}
