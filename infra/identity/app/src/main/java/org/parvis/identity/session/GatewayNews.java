package org.parvis.identity.session;

import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Tells the gateway, in the answer that it relays, what it must do at once: end sessions, ask for a new token. It keeps these headers to
 * itself. An answer that gets lost changes little: the gateway finds out when the session's token is renewed, five minutes later at most.
 */
public final class GatewayNews {

    /** {@code sid:<session>} or {@code member:<member>}, one a header. */
    static final String ENDED = "X-Parvis-Session-Ended";

    /** {@code <session>} or {@code member:<member>}: whose next request needs a token made anew. */
    static final String RENEW = "X-Parvis-Session-Renew";

    private static final String MEMBER = "member:";

    private GatewayNews() {}

    static void ended(String sessionId) {
        add(ENDED, "sid:" + sessionId);
    }

    /** Everything of a member, the tokens of programs too. */
    public static void memberEnded(String memberId) {
        add(ENDED, MEMBER + memberId);
    }

    static void renew(String sessionId) {
        add(RENEW, sessionId);
    }

    /** What a member may do has changed: sessions and tokens of programs are asked about anew. */
    public static void memberChanged(String memberId) {
        add(RENEW, MEMBER + memberId);
    }

    private static void add(String name, String value) {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                && request.getResponse() != null) {
            request.getResponse().addHeader(name, value);
        }
    }
}
