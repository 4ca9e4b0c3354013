package org.parvis.identity.session;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Tells the gateway, in the answer that it relays, what it must do at once: end sessions, ask for a new token. It keeps these headers to
 * itself. An answer that gets lost changes little: the gateway finds out when the session's token is renewed, five minutes later at most; what
 * must hold at once is looked up where it is asked.
 */
public final class GatewayNews {

    /** {@code sid:<session>} or {@code member:<member>}, one a header. */
    static final String ENDED = "X-Parvis-Session-Ended";

    /** {@code <session>}, {@code member:<member>} or {@value #EVERYBODY}: whose next request needs a token made anew. */
    static final String RENEW = "X-Parvis-Session-Renew";

    static final String EVERYBODY = "*";

    /** How many members an answer names one by one: all its headers together have an end. */
    private static final int MOST = 30;

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
        answer().ifPresent(answer -> {
            if (answer.getHeaders(RENEW).size() < MOST) {
                answer.addHeader(RENEW, MEMBER + memberId);
            } else {
                answer.setHeader(RENEW, EVERYBODY);
            }
        });
    }

    /** A rule for all has changed. */
    public static void everybodyChanged() {
        answer().ifPresent(answer -> answer.setHeader(RENEW, EVERYBODY));
    }

    private static void add(String name, String value) {
        answer().ifPresent(answer -> answer.addHeader(name, value));
    }

    private static Optional<HttpServletResponse> answer() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? Optional.ofNullable(request.getResponse())
                : Optional.empty();
    }
}
