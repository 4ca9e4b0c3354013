package org.parvis.listening.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which signed calls of which source were taken, on whichever replica, for as long as their signature counts: sent once more they would bring
 * back words that were edited since. A call is the same when it says the same under the same id; whoever mended what was refused of it sends
 * another.
 */
@Component
class TakenCalls {

    private final JdbcClient jdbc;
    private final Clock clock;

    TakenCalls(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    boolean has(Sources.Item source, SignedCall call) {
        return jdbc.sql("select exists (select from source_call_taken where source_id = ? and call_hash = ?)")
                .params(source.sourceId(), hash(call))
                .query(Boolean.class)
                .single();
    }

    /** Once all it brings is safe, and no sooner: a call that was not answered comes again, and nothing of it may be lost. */
    void remember(Sources.Item source, SignedCall call) {
        jdbc.sql("""
                        insert into source_call_taken (source_id, call_hash, brand_id, replayable_until) values (?, ?, ?, ?)
                        on conflict do nothing
                        """)
                .params(
                        source.sourceId(),
                        hash(call),
                        source.brandId(),
                        call.replayableUntil().atOffset(ZoneOffset.UTC))
                .update();
        forget(clock.instant());
    }

    private void forget(Instant now) {
        // Another replica may be a little behind.
        jdbc.sql("delete from source_call_taken where replayable_until < ?")
                .param(now.minus(SignedCall.FRESH).atOffset(ZoneOffset.UTC))
                .update();
    }

    private static byte[] hash(SignedCall call) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(call.id().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return digest.digest(call.body());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }
}
