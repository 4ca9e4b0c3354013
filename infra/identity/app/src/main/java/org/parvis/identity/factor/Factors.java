package org.parvis.identity.factor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.parvis.privacy.KeyRing;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Members' secrets, sealed for each of them and no other. */
@Component
final class Factors {

    private static final Duration BEGUN_COUNTS = Duration.ofMinutes(15);

    private final JdbcClient jdbc;
    private final KeyRing keys;
    private final FactorSettings settings;
    private final Clock clock;

    Factors(JdbcClient jdbc, KeyRing keys, FactorSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Makes a secret that counts once a first code came; one that counts already stays.
     *
     * @param sessionId of whoever just gave their password: no other session is shown it, or finishes what was begun
     */
    TotpSecret begin(String memberId, String sessionId) {
        var secret = TotpSecret.random();
        jdbc.sql("""
                        insert into second_factor (member_id, secret, made_at, begun_by) values (:member, :secret, :now, :session)
                        on conflict (member_id) do update set secret = excluded.secret, made_at = excluded.made_at,
                          begun_by = excluded.begun_by, last_step = 0
                         where second_factor.confirmed_at is null
                        """)
                .param("member", memberId)
                .param("secret", keys.sealFor(KeyRing.HOUSE, place(memberId), secret.bytes()))
                .param("now", now())
                .param("session", sessionId)
                .update();
        return secret;
    }

    /**
     * A secret as it lies here. Every one is sealed anew, so the sealed bytes tell whether what is here is still what was looked at.
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared here
    record Kept(TotpSecret secret, byte[] sealed) {}

    /** What this session began, for as long as it takes to type a code. */
    Optional<Kept> waiting(String memberId, String sessionId) {
        return jdbc.sql("""
                        select secret from second_factor
                         where member_id = ? and confirmed_at is null and begun_by = ? and made_at > ?
                        """)
                .params(memberId, sessionId, clock.instant().minus(BEGUN_COUNTS).atOffset(ZoneOffset.UTC))
                .query(byte[].class)
                .optional()
                .map(kept -> open(memberId, kept));
    }

    Optional<Kept> confirmed(String memberId) {
        return jdbc.sql("select secret from second_factor where member_id = ? and confirmed_at is not null")
                .param(memberId)
                .query(byte[].class)
                .optional()
                .map(kept -> open(memberId, kept));
    }

    private Kept open(String memberId, byte[] kept) {
        return new Kept(new TotpSecret(keys.openFor(KeyRing.HOUSE, place(memberId), kept)), kept);
    }

    Optional<Instant> since(String memberId) {
        return jdbc.sql("select confirmed_at from second_factor where member_id = ? and confirmed_at is not null")
                .param(memberId)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** Uses a step up; false when a code of it, or of a later one, was accepted before, or another secret counts by now. */
    boolean use(String memberId, Kept looked, long step) {
        return jdbc.sql("""
                        update second_factor set last_step = :step, tries = 0
                         where member_id = :member and secret = :secret and confirmed_at is not null and last_step < :step
                        """)
                        .param("step", step)
                        .param("member", memberId)
                        .param("secret", looked.sealed())
                        .update()
                == 1;
    }

    /** From now on the secret counts of which a code was seen, and no other; false when another one lies here by now. */
    boolean confirm(String memberId, String sessionId, Kept looked, long step) {
        return jdbc.sql("""
                        update second_factor set confirmed_at = :now, last_step = :step, tries = 0
                         where member_id = :member and secret = :secret and confirmed_at is null and begun_by = :session
                        """)
                        .param("now", now())
                        .param("step", step)
                        .param("member", memberId)
                        .param("secret", looked.sealed())
                        .param("session", sessionId)
                        .update()
                == 1;
    }

    /** Counts a try before it is looked at; says until when the member must wait, if they must. */
    Optional<Instant> tryOnce(String memberId) {
        record Count(int tries, Instant since) {}
        return jdbc.sql("""
                        update second_factor
                           set tries = case when tries_since <= :forgotten then 1 else tries + 1 end,
                               tries_since = case when tries_since <= :forgotten or tries = 0 then :now else tries_since end
                         where member_id = :member returning tries, tries_since
                        """)
                .param("member", memberId)
                .param("now", now())
                .param("forgotten", clock.instant().minus(settings.pause()).atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Count(
                        row.getInt(1), row.getObject(2, OffsetDateTime.class).toInstant()))
                .optional()
                .filter(count -> count.tries() > settings.tries())
                .map(count -> count.since().plus(settings.pause()));
    }

    void forgetTries(String memberId) {
        jdbc.sql("update second_factor set tries = 0 where member_id = ?")
                .param(memberId)
                .update();
    }

    void remove(String memberId) {
        jdbc.sql("delete from second_factor where member_id = ?")
                .param(memberId)
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static String place(String memberId) {
        return "second-factor:" + memberId;
    }
}
