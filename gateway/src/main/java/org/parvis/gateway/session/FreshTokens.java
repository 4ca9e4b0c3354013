package org.parvis.gateway.session;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.parvis.gateway.issuer.Issuer;
import org.parvis.gateway.issuer.IssuerUnavailable;
import org.parvis.gateway.issuer.TokenRefused;
import org.parvis.gateway.setting.GatewaySettings;
import org.parvis.privacy.KeyRing;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps the access token of a session young. A refresh token works once, so of the requests that find the access token old only one asks
 * identity: a lock lets one of this process go ahead, the row's lock one of all gateways, and the others find the new token there.
 */
@Component
public final class FreshTokens {

    private static final int LOCKS = 64;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final KeyRing keys;
    private final Clock clock;
    private final GatewaySettings settings;
    private final Issuer issuer;
    private final ReentrantLock[] locks =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(ReentrantLock[]::new);

    FreshTokens(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            KeyRing keys,
            Clock clock,
            GatewaySettings settings,
            Issuer issuer) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.keys = keys;
        this.clock = clock;
        this.settings = settings;
        this.issuer = issuer;
    }

    private record Kept(byte[] sealed, Instant until) {}

    /**
     * An access token that counts for a while.
     *
     * @throws SessionOver when identity takes the session's refresh token no longer
     * @throws IssuerUnavailable when the token is over and identity does not answer
     */
    public String accessToken(Session session) {
        var kept = read(session, "");
        if (isYoung(kept)) {
            return open(session, kept).access();
        }
        var lock = locks[Math.floorMod(session.id().hashCode(), LOCKS)];
        lock.lock();
        try {
            return transactions.execute(status -> renewed(session));
        } catch (TokenRefused e) {
            jdbc.sql("delete from session where id = ?").param(session.id()).update();
            throw new SessionOver(e);
        } finally {
            lock.unlock();
        }
    }

    private String renewed(Session session) {
        var kept = read(session, " for update");
        var tokens = open(session, kept);
        if (isYoung(kept)) {
            return tokens.access();
        }
        try {
            var fresh = KeptTokens.of(issuer.refresh(tokens.refresh()), tokens.refresh());
            jdbc.sql("update session set tokens = ?, access_until = ? where id = ?")
                    .params(fresh.seal(keys, session.id()), Sessions.at(fresh.accessUntil()), session.id())
                    .update();
            return fresh.access();
        } catch (IssuerUnavailable e) {
            if (clock.instant().isBefore(kept.until())) {
                return tokens.access();
            }
            throw e;
        }
    }

    private Kept read(Session session, String lock) {
        try {
            return jdbc.sql("select tokens, access_until from session where id = ?" + lock)
                    .param(session.id())
                    .query((row, number) -> new Kept(
                            row.getBytes(1),
                            row.getObject(2, OffsetDateTime.class).toInstant()))
                    .single();
        } catch (EmptyResultDataAccessException e) {
            // It ended between two steps of the same request.
            throw new SessionOver(e);
        }
    }

    private boolean isYoung(Kept kept) {
        return clock.instant().plus(settings.renewBefore()).isBefore(kept.until());
    }

    private KeptTokens open(Session session, Kept kept) {
        return KeptTokens.open(keys, session.id(), kept.sealed());
    }
}
