package org.parvis.gateway.guard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.gateway.session.Session;

/** Who sent a request, as far as it shows. */
public sealed interface Caller {

    /** A browser with a session. What else it claims to be does not count. */
    record Browser(Session session) implements Caller {}

    /** A program with a token of some kind. */
    record Program(String bearer) implements Caller {}

    record Stranger() implements Caller {}

    String ATTRIBUTE = Caller.class.getName();

    static Caller of(HttpServletRequest request) {
        return (Caller) Objects.requireNonNullElse(request.getAttribute(ATTRIBUTE), new Stranger());
    }

    /** What services get instead of whatever the client sent: an access token, and for pages the token against forgery. */
    record Pass(String accessToken, @Nullable String csrfToken) {

        static final String ATTRIBUTE = Pass.class.getName();

        public static @Nullable Pass of(HttpServletRequest request) {
            return (Pass) request.getAttribute(ATTRIBUTE);
        }

        @Override
        public String toString() {
            return "Pass[hidden]";
        }
    }
}
