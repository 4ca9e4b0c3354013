package org.parvis.identity.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;

/** Shows the issuer whoever carries the {@link SignInCookie}; keeps nothing. */
final class SignInContext implements SecurityContextRepository {

    private final SignInCookie cookie;

    SignInContext(SignInCookie cookie) {
        this.cookie = cookie;
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new DeferredSecurityContext() {
            private SecurityContext context = SecurityContextHolder.createEmptyContext();
            private boolean loaded;

            @Override
            public SecurityContext get() {
                if (!loaded) {
                    loaded = true;
                    cookie.read(request)
                            .ifPresent(
                                    who -> context = new SecurityContextImpl(authentication(who.memberId(), who.at())));
                }
                return context;
            }

            @Override
            public boolean isGenerated() {
                return get().getAuthentication() == null;
            }
        };
    }

    /** A member who showed a password or a token at that time; the issuer writes the time into what it says of them. */
    static UsernamePasswordAuthenticationToken authentication(String memberId, Instant at) {
        var how = FactorGrantedAuthority.withAuthority(FactorGrantedAuthority.PASSWORD_AUTHORITY)
                .issuedAt(at)
                .build();
        return UsernamePasswordAuthenticationToken.authenticated(memberId, null, List.of(how));
    }

    @Override
    @Deprecated
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return loadDeferredContext(holder.getRequest()).get();
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        // The cookie is given at the door and nowhere else.
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return cookie.read(request).isPresent();
    }
}
