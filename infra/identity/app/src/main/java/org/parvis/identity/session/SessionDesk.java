package org.parvis.identity.session;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.boot.NotFound;
import org.parvis.identity.api.SecondFactor;
import org.parvis.identity.api.SessionEnd;
import org.parvis.identity.rights.Actor;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;

/** Starts and ends sessions; each of both is an entry. */
@Component
public final class SessionDesk {

    private static final int LONGEST_AGENT = 300;
    private static final String ID = "sid";

    private final Commands commands;
    private final Sessions sessions;

    SessionDesk(Commands commands, Sessions sessions) {
        this.commands = commands;
        this.sessions = sessions;
    }

    /** The session of the running request; none when a program asks. */
    public static Optional<String> current() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken token
                ? Optional.ofNullable(token.getToken().getClaimAsString(ID))
                : Optional.empty();
    }

    /**
     * Somebody came in with the browser that sent this request.
     *
     * @param shown when they showed who they are
     * @return false when all sessions of the member were ended meanwhile: this one is over too
     */
    public boolean start(
            String sessionId,
            String memberId,
            Instant shown,
            @Nullable String companySession,
            HttpServletRequest request) {
        var agent = Objects.requireNonNullElse(request.getHeader("User-Agent"), "");
        commands.send(new StartSession(sessionId, memberId), member(memberId), null);
        sessions.add(
                sessionId,
                memberId,
                agent.length() <= LONGEST_AGENT ? agent : agent.substring(0, LONGEST_AGENT),
                request.getRemoteAddr(),
                companySession);
        // Whoever ends all sessions closes the door before they look which there are, so either they see this one or it
        // sees them.
        var counts = isDoorOpenSince(shown, memberId);
        if (!counts) {
            sessions.find(sessionId).ifPresent(session -> endAlone(session, SessionEnd.REVOKED, member(memberId)));
        }
        return counts;
    }

    /** Whether what was shown at the door then still opens it: all sessions of the member may have been ended since. */
    public boolean isDoorOpenSince(Instant shown, String memberId) {
        return sessions.doorClosedAt(memberId)
                .filter(closed -> shown.isBefore(closed.truncatedTo(ChronoUnit.MILLIS)))
                .isEmpty();
    }

    /** Whether the session still counts; notes that it is used. */
    public boolean isAlive(String sessionId) {
        return sessions.seen(sessionId);
    }

    /** The member showed a second factor there; the session's next token says so. */
    public void showedFactor(String sessionId, String memberId, SecondFactor factor) {
        commands.send(new ShowSecondFactor(sessionId, memberId, factor));
        sessions.factorShown(sessionId);
        GatewayNews.renew(sessionId);
    }

    /** When a second factor was last shown there. */
    public Optional<Instant> factorShownAt(String sessionId) {
        return sessions.factorShownAt(sessionId);
    }

    /** Drops those that ran out. */
    public void sweep() {
        sessions.sweep();
    }

    List<SessionItem> of(String memberId) {
        return sessions.of(memberId);
    }

    /** @throws NotFound when this member has no such session */
    void revoke(String memberId, String sessionId, Actor by) {
        var session = sessions.find(sessionId)
                .filter(s -> s.memberId().equals(memberId))
                .orElseThrow(() -> new NotFound("session", sessionId));
        endAlone(session, SessionEnd.REVOKED, by);
    }

    /** @param except null for all */
    int revokeAll(String memberId, @Nullable String except, Actor by) {
        sessions.closeDoor(memberId);
        var others = sessions.all(memberId).stream()
                .filter(s -> !s.id().equals(except))
                .toList();
        others.forEach(s -> end(s, SessionEnd.REVOKED, by));
        GatewayNews.memberChanged(memberId);
        return others.size();
    }

    /** The member signed out of this one. */
    public void signedOut(String sessionId) {
        sessions.find(sessionId).ifPresent(s -> endAlone(s, SessionEnd.SIGNED_OUT, member(s.memberId())));
    }

    /** Ends all there is of a member, at the gateway too. */
    public int endAll(String memberId, SessionEnd reason, Actor by) {
        sessions.closeDoor(memberId);
        var all = sessions.all(memberId);
        all.forEach(s -> end(s, reason, by));
        GatewayNews.memberEnded(memberId);
        return all.size();
    }

    /** Ends what came from one session of the company's sign-in service. */
    public int endOfCompany(String companySession, Actor by) {
        var all = sessions.ofCompany(companySession);
        all.forEach(s -> end(s, SessionEnd.SIGNED_OUT_AT_COMPANY, by));
        all.stream().map(SessionItem::memberId).distinct().forEach(GatewayNews::memberChanged);
        return all.size();
    }

    private void end(SessionItem session, SessionEnd reason, Actor by) {
        commands.send(new EndSession(session.id(), session.memberId(), reason), by, null);
        sessions.remove(session.id());
    }

    private void endAlone(SessionItem session, SessionEnd reason, Actor by) {
        end(session, reason, by);
        GatewayNews.ended(session.id());
    }

    /** Somebody whom the request does not name yet, or no longer; they hold no right by it. */
    private static Actor member(String memberId) {
        var nobody = Actor.automation(memberId);
        return new Actor(
                memberId, Actor.Kind.HUMAN, memberId, Locale.ENGLISH, nobody.zone(), nobody.theme(), List.of());
    }
}
