package org.parvis.identity.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The browsers that are signed in, each under the id of what the issuer remembers of its sign-in. */
@Component
final class Sessions {

    private static final int MOST = 100;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final SessionSettings settings;
    private final Duration between;

    /** @param between how long a token lives: a session that is used is seen at least that often */
    Sessions(
            JdbcClient jdbc,
            Clock clock,
            SessionSettings settings,
            @Value("${parvis.identity.access-token-life:PT5M}") Duration between) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
        this.between = between;
    }

    void add(String sessionId, String memberId, String agent, String address, @Nullable String companySession) {
        var now = at(clock.instant());
        jdbc.sql("""
                        insert into browser_session (session_id, member_id, agent, address, since, seen_at, ends_at, company_session)
                        values (:id, :member, :agent, :address, :now, :now, :ends, :company) on conflict do nothing
                        """)
                .param("id", sessionId)
                .param("member", memberId)
                .param("agent", agent)
                .param("company", companySession)
                .param("address", address)
                .param("now", now)
                .param("ends", now.plus(settings.longest()))
                .update();
    }

    /** Notes that a session is used; false when it is over. */
    boolean seen(String sessionId) {
        return jdbc.sql("""
                        update browser_session set seen_at = greatest(seen_at, :now)
                         where session_id = :id and ends_at > :now and seen_at > :idle
                        """)
                        .param("id", sessionId)
                        .param("now", at(clock.instant()))
                        .param("idle", at(idleSince()))
                        .update()
                == 1;
    }

    void factorShown(String sessionId) {
        jdbc.sql("update browser_session set factor_at = ? where session_id = ?")
                .params(at(clock.instant()), sessionId)
                .update();
    }

    Optional<Instant> factorShownAt(String sessionId) {
        return jdbc.sql("select factor_at from browser_session where session_id = ? and factor_at is not null")
                .param(sessionId)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** Those that count, the one used last first. */
    List<SessionItem> of(String memberId) {
        return jdbc.sql("""
                        select * from browser_session where member_id = :member and ends_at > :now and seen_at > :idle
                         order by seen_at desc, session_id limit :most
                        """)
                .param("member", memberId)
                .param("now", at(clock.instant()))
                .param("idle", at(idleSince()))
                .param("most", MOST)
                .query(Sessions::item)
                .list();
    }

    /** Whether it still counts or not. */
    Optional<SessionItem> find(String sessionId) {
        return jdbc.sql("select * from browser_session where session_id = ?")
                .param(sessionId)
                .query(Sessions::item)
                .optional();
    }

    List<SessionItem> all(String memberId) {
        return jdbc.sql("select * from browser_session where member_id = ?")
                .param(memberId)
                .query(Sessions::item)
                .list();
    }

    List<SessionItem> ofCompany(String companySession) {
        return jdbc.sql("select * from browser_session where company_session = ?")
                .param(companySession)
                .query(Sessions::item)
                .list();
    }

    /** What identity vouches for the session ends with it. */
    void remove(String sessionId) {
        jdbc.sql("delete from oauth2_authorization where id = ?")
                .param(sessionId)
                .update();
        jdbc.sql("delete from browser_session where session_id = ?")
                .param(sessionId)
                .update();
    }

    /** Whoever is on the way in as this member begins anew. */
    void closeDoor(String memberId) {
        jdbc.sql("""
                        insert into door_closed as d (member_id, closed_at) values (?, ?)
                        on conflict (member_id) do update set closed_at = greatest(d.closed_at, excluded.closed_at)
                        """).params(memberId, at(clock.instant())).update();
    }

    Optional<Instant> doorClosedAt(String memberId) {
        return jdbc.sql("select closed_at from door_closed where member_id = ?")
                .param(memberId)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    int sweep() {
        return jdbc.sql("delete from browser_session where ends_at <= ? or seen_at <= ?")
                .params(at(clock.instant()), at(idleSince()))
                .update();
    }

    private Instant idleSince() {
        return clock.instant().minus(settings.idle()).minus(between);
    }

    private static SessionItem item(ResultSet row, int number) throws SQLException {
        return new SessionItem(
                row.getString("session_id"),
                row.getString("member_id"),
                row.getString("agent"),
                row.getString("address"),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getObject("seen_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
