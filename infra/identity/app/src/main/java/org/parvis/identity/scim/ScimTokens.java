package org.parvis.identity.scim;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.boot.Ids;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.NotFound;
import org.parvis.identity.rights.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tokens of the company's directory: made for an administrator, shown once, known by their digest, ended at once. */
@Component
final class ScimTokens {

    private static final int BYTES = 32;
    private static final int MOST = 20;
    private static final int SHOWN = 100;
    private static final Pattern SHAPE = Pattern.compile("scim_[A-Za-z0-9_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Commands commands;
    private final JdbcClient jdbc;
    private final Clock clock;

    ScimTokens(Commands commands, JdbcClient jdbc, Clock clock) {
        this.commands = commands;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** One token as administrators see it later: everything but the token. */
    record Item(
            String id,
            String label,
            String madeBy,
            Instant madeAt,
            @Nullable Instant revokedAt,
            @Nullable Instant lastUsedAt) {}

    /**
     * @return the token, to be shown this once
     * @throws InvalidInput when as many count already as a directory could need
     */
    String issue(String label, Actor by) {
        if (all().stream().filter(item -> item.revokedAt() == null).count() >= MOST) {
            throw new InvalidInput("label", "directory-tokens", MOST);
        }
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        var token = "scim_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var id = Ids.next();
        // The entry first: no token ever works of which the ledger does not know.
        commands.send(new IssueProvisioningToken(id));
        jdbc.sql("insert into scim_token (token_id, digest, label, made_by, made_at) values (?, ?, ?, ?, ?)")
                .params(id, digest(token), label, by.id(), now())
                .update();
        return token;
    }

    void revoke(String tokenId) {
        var isThere = jdbc.sql("select exists (select from scim_token where token_id = ?)")
                .param(tokenId)
                .query(Boolean.class)
                .single();
        if (!isThere) {
            throw new NotFound("token", tokenId);
        }
        commands.send(new RevokeProvisioningToken(tokenId));
        jdbc.sql("update scim_token set revoked_at = coalesce(revoked_at, ?) where token_id = ?")
                .params(now(), tokenId)
                .update();
    }

    /** Whether this is one that counts; notes its use. */
    boolean isGood(String shown) {
        return SHAPE.matcher(shown).matches()
                && jdbc.sql("update scim_token set last_used_at = ? where digest = ? and revoked_at is null")
                                .params(now(), digest(shown))
                                .update()
                        == 1;
    }

    /** Those that count first, all of them, then the newest. */
    List<Item> all() {
        return jdbc.sql("select * from scim_token order by revoked_at is null desc, made_at desc limit " + SHOWN)
                .query((row, number) -> new Item(
                        row.getString("token_id"),
                        row.getString("label"),
                        row.getString("made_by"),
                        row.getObject("made_at", OffsetDateTime.class).toInstant(),
                        instant(row.getObject("revoked_at", OffsetDateTime.class)),
                        instant(row.getObject("last_used_at", OffsetDateTime.class))))
                .list();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is not usable in this Java runtime", e);
        }
    }
}
