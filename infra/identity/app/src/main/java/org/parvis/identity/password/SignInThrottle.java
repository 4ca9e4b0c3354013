package org.parvis.identity.password;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts tries of passwords, per member and per address. A try is counted before its password is looked at, so that many tries at once
 * are many tries; a right password takes its own count back. The keys are constant: no header and no spelling gives a fresh one.
 */
@Component
public final class SignInThrottle {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ThrottleSettings settings;

    SignInThrottle(JdbcClient jdbc, Clock clock, ThrottleSettings settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
    }

    /** The key of a member at the door, where anybody tries; of what was typed when nobody is called so. */
    public static String ofMember(String memberId) {
        return "member " + memberId;
    }

    /** The key of a member who is in: what strangers try at the door is in nobody's way on pages of their own. */
    static String ofOwnPages(String memberId) {
        return "own " + memberId;
    }

    /** Counts one try; says until when this key must wait, if it must. */
    public Optional<Instant> tryOnce(String key) {
        record Count(int tries, Instant since) {}
        var now = clock.instant();
        var count = jdbc.sql("""
                        insert into sign_in_try as t (key, tries, since) values (:key, 1, :now)
                        on conflict (key) do update
                           set tries = case when t.since <= :forgotten then 1 else t.tries + 1 end,
                               since = case when t.since <= :forgotten then :now else t.since end
                        returning tries, since
                        """)
                .param("key", key)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("forgotten", now.minus(settings.pause()).atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Count(
                        row.getInt("tries"),
                        row.getObject("since", OffsetDateTime.class).toInstant()))
                .single();
        return count.tries() > settings.tries() ? Optional.of(count.since().plus(settings.pause())) : Optional.empty();
    }

    /** The password was right: the member's wrong tries are forgotten. */
    public void forget(String key) {
        jdbc.sql("delete from sign_in_try where key = ?").param(key).update();
    }

    /** This one try does not count; the others still do. */
    public void takeBack(String key) {
        jdbc.sql("update sign_in_try set tries = tries - 1 where key = ? and tries > 0")
                .param(key)
                .update();
    }

    /** Drops what is too old to matter. */
    public int sweep() {
        return jdbc.sql("delete from sign_in_try where since <= ?")
                .param(clock.instant().minus(settings.pause()).atOffset(ZoneOffset.UTC))
                .update();
    }
}
