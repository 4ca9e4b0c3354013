package org.parvis.gateway.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.parvis.gateway.issuer.Issuer;
import org.parvis.gateway.issuer.Tokens;
import org.parvis.gateway.setting.GatewaySettings;
import org.parvis.privacy.KeyRing;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Opens, finds and ends sessions. They are in the database, so they outlive a restart and are known to every gateway. */
@Component
public final class Sessions {

    private static final Duration SEEN_AGAIN = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final KeyRing keys;
    private final Clock clock;
    private final GatewaySettings settings;
    private final BrowserCookies cookies;
    private final Issuer issuer;

    Sessions(
            JdbcClient jdbc,
            KeyRing keys,
            Clock clock,
            GatewaySettings settings,
            BrowserCookies cookies,
            Issuer issuer) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.clock = clock;
        this.settings = settings;
        this.cookies = cookies;
        this.issuer = issuer;
    }

    /** Starts a session under a new key; one that this browser had before is over, so nobody can be given a known one. */
    public void open(
            HttpServletRequest request,
            HttpServletResponse response,
            String memberId,
            String language,
            String sid,
            Tokens tokens) {
        find(request).ifPresent(this::delete);
        sweep();
        var key = SessionKey.random();
        var id = key.sessionId();
        var kept = KeptTokens.of(tokens, "");
        var now = clock.instant();
        jdbc.sql("""
                insert into session (id, member_id, language, sid, tokens, access_until, seen_at, ends_at)
                values (:id, :member, :language, :sid, :tokens, :until, :now, :ends)
                """)
                .param("id", id)
                .param("member", memberId)
                .param("language", language)
                .param("sid", sid)
                .param("tokens", kept.seal(keys, id))
                .param("until", at(kept.accessUntil()))
                .param("now", at(now))
                .param("ends", at(now.plus(settings.longest())))
                .update();
        cookies.giveSession(response, key);
    }

    /** The session of a request's cookie, when it still counts. */
    public Optional<Session> find(HttpServletRequest request) {
        return SessionKey.of(cookies.session(request)).flatMap(this::find);
    }

    private Optional<Session> find(SessionKey key) {
        var now = clock.instant();
        var found = jdbc.sql("""
                        select id, member_id, language, seen_at from session
                         where id = :id and ends_at > :now and seen_at > :idle
                        """)
                .param("id", key.sessionId())
                .param("now", at(now))
                .param("idle", at(now.minus(settings.idle())))
                .query((row, number) -> session(row, key))
                .optional();
        found.filter(session -> session.seenAt().isBefore(now.minus(SEEN_AGAIN)))
                .ifPresent(session -> jdbc.sql("update session set seen_at = greatest(seen_at, :now) where id = :id")
                        .param("now", at(now))
                        .param("id", session.id())
                        .update());
        return found;
    }

    private static Session session(ResultSet row, SessionKey key) throws SQLException {
        return new Session(
                row.getString("id"),
                row.getString("member_id"),
                row.getString("language"),
                key.csrfToken(),
                row.getObject("seen_at", OffsetDateTime.class).toInstant());
    }

    /** Ends a session: here, in the browser, and at identity. */
    public void end(Session session, HttpServletResponse response) {
        cookies.takeBackSession(response);
        jdbc.sql("delete from session where id = ? returning tokens")
                .param(session.id())
                .query(byte[].class)
                .optional()
                .ifPresent(tokens -> issuer.revoke(
                        KeptTokens.open(keys, session.id(), tokens).refresh()));
    }

    /** Identity ended a session. Its tokens are worth nothing there already. */
    public void endedAtIdentity(String sid) {
        jdbc.sql("delete from session where sid = ?").param(sid).update();
    }

    /** Identity ended all sessions of a member. */
    public void allEndedAtIdentity(String memberId) {
        jdbc.sql("delete from session where member_id = ?").param(memberId).update();
    }

    /** What identity says of this session has changed: the next request gets a new access token. */
    public void renew(String sid) {
        jdbc.sql("update session set access_until = ? where sid = ?")
                .params(at(clock.instant()), sid)
                .update();
    }

    /** What identity says of a member has changed, in all their sessions. */
    public void renewAll(String memberId) {
        jdbc.sql("update session set access_until = ? where member_id = ?")
                .params(at(clock.instant()), memberId)
                .update();
    }

    /** What identity says has changed of too many to name them. */
    public void renewEverybody() {
        jdbc.sql("update session set access_until = least(access_until, ?)")
                .param(at(clock.instant()))
                .update();
    }

    /** Makes the browser forget a session that is over already. */
    public void forget(HttpServletResponse response) {
        cookies.takeBackSession(response);
    }

    private void delete(Session session) {
        jdbc.sql("delete from session where id = ?").param(session.id()).update();
    }

    private void sweep() {
        var now = clock.instant();
        jdbc.sql("delete from session where ends_at <= ? or seen_at <= ?")
                .params(at(now), at(now.minus(settings.idle())))
                .update();
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
