package org.parvis.gateway.session;

/** Identity vouches for this session no longer. */
public final class SessionOver extends RuntimeException {

    SessionOver(Throwable cause) {
        super("The session is over", cause);
    }
}
