package org.parvis.gateway.relay;

import org.parvis.gateway.route.Part;
import org.parvis.gateway.script.PersonalTokens;
import org.parvis.gateway.session.Sessions;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Does what identity says in an answer on its way to a browser: sessions that it ended are over here before the answer is read. Nobody else
 * is believed, and no browser gets to see it.
 */
@Component
final class IdentityNews {

    static final String OWN = "x-parvis-";

    private static final String ENDED = "X-Parvis-Session-Ended";
    private static final String RENEW = "X-Parvis-Session-Renew";
    private static final String SESSION = "sid:";
    private static final String MEMBER = "member:";
    private static final String EVERYBODY = "*";

    private final Sessions sessions;
    private final PersonalTokens tokens;

    IdentityNews(Sessions sessions, PersonalTokens tokens) {
        this.sessions = sessions;
        this.tokens = tokens;
    }

    void take(HttpHeaders answered, Part part) {
        if (part != Part.IDENTITY) {
            return;
        }
        for (var ended : answered.getOrEmpty(ENDED)) {
            if (ended.startsWith(SESSION)) {
                sessions.endedAtIdentity(ended.substring(SESSION.length()));
            } else if (ended.startsWith(MEMBER)) {
                sessions.allEndedAtIdentity(ended.substring(MEMBER.length()));
                tokens.forget();
            }
        }
        for (var changed : answered.getOrEmpty(RENEW)) {
            if (changed.equals(EVERYBODY)) {
                sessions.renewEverybody();
                tokens.forget();
            } else if (changed.startsWith(MEMBER)) {
                sessions.renewAll(changed.substring(MEMBER.length()));
                tokens.forget();
            } else {
                sessions.renew(changed);
            }
        }
    }
}
