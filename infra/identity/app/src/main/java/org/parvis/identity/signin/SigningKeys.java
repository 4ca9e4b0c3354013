package org.parvis.identity.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Ids;
import org.parvis.privacy.KeyRing;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The keys that sign tokens: sealed in the database, so that every replica signs with the same and a copy of the database signs nothing.
 * The newest signs; a predecessor is still published while its last tokens live. A new one is made every ninety days.
 */
@Component
final class SigningKeys implements JWKSource<SecurityContext> {

    private static final long MAKING_KEYS = 5_787_214_283_317_305_181L;
    private static final int BITS = 2048;
    private static final Duration LIFE = Duration.ofDays(90);
    private static final Duration STILL_PUBLISHED = Duration.ofDays(2);
    private static final Duration LOOKED_UP_EVERY = Duration.ofSeconds(30);

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final KeyRing keys;
    private final Clock clock;
    private volatile @Nullable Known known;

    private record Known(List<JWK> newestFirst, Instant readAt) {}

    SigningKeys(JdbcClient jdbc, TransactionTemplate transactions, KeyRing keys, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        var now = clock.instant();
        var current = known;
        if (current == null || current.readAt().plus(LOOKED_UP_EVERY).isBefore(now)) {
            current = new Known(readOrMake(), now);
            known = current;
        }
        return selector.select(new JWKSet(current.newestFirst()));
    }

    /** Makes a successor when it is time, and drops keys whose last tokens are long dead. */
    void renew() {
        known = new Known(readOrMake(), clock.instant());
        jdbc.sql("""
                        delete from signing_key
                         where made_at < ? and made_at < (select max(made_at) from signing_key)
                        """)
                .param(clock.instant().minus(LIFE).minus(STILL_PUBLISHED).atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Signs with a new key from now on; for when the old one may have been seen. */
    void rotate() {
        make();
        known = null;
    }

    private List<JWK> readOrMake() {
        var fresh = jdbc.sql("select exists (select from signing_key where made_at > ?)")
                .param(clock.instant().minus(LIFE).atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
        if (!fresh) {
            transactions.executeWithoutResult(status -> {
                jdbc.sql("select pg_advisory_xact_lock(?)")
                        .param(MAKING_KEYS)
                        .query((row, number) -> 1)
                        .single();
                var stillNone = jdbc.sql("select not exists (select from signing_key where made_at > ?)")
                        .param(clock.instant().minus(LIFE).atOffset(ZoneOffset.UTC))
                        .query(Boolean.class)
                        .single();
                if (stillNone) {
                    make();
                }
            });
        }
        return jdbc.sql("select key_id, sealed from signing_key order by made_at desc, key_id desc")
                .query((row, number) -> open(row.getString(1), row.getBytes(2)))
                .list();
    }

    private void make() {
        try {
            var id = Ids.next();
            var key = new RSAKeyGenerator(BITS)
                    .keyID(id)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
            var sealed =
                    keys.sealFor(KeyRing.HOUSE, place(id), key.toJSONString().getBytes(StandardCharsets.UTF_8));
            jdbc.sql("insert into signing_key (key_id, sealed, made_at) values (?, ?, ?)")
                    .params(id, sealed, clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        } catch (JOSEException e) {
            throw new IllegalStateException("A signing key cannot be made in this Java runtime", e);
        }
    }

    private JWK open(String id, byte[] sealed) {
        try {
            return JWK.parse(new String(keys.openFor(KeyRing.HOUSE, place(id), sealed), StandardCharsets.UTF_8));
        } catch (ParseException e) {
            throw new IllegalStateException("The signing key " + id + " cannot be read", e);
        }
    }

    private static String place(String id) {
        return "signing-key:" + id;
    }
}
