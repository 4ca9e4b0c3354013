package org.parvis.identity.password;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps members' passwords as Argon2id hashes. */
@Component
public final class Passwords {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;

    /** Random bytes in the place of a hash: no password leads to it, and trying takes as long as any. */
    private static final String NOBODYS = "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
            .formatted(
                    MEMORY_KIB, PASSES, LANES, "DIvM9Noz94Ene0AoVwbdXA", "R0UITcD06Pw89heYdD0F6ctyy3nUn5p2PRMJcRABieA");

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Hashing hashing;
    private final Argon2PasswordEncoder argon2 =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);

    Passwords(JdbcClient jdbc, TransactionTemplate transactions, Clock clock, Hashing hashing) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.hashing = hashing;
    }

    /** What is kept of a password. */
    public record Hashed(String value) {

        @Override
        public String toString() {
            return "Hashed[hidden]";
        }
    }

    /**
     * May have to wait; nothing is kept yet.
     *
     * @param who sets it
     */
    public Hashed hash(String password, String who) {
        return hashing.computeForKnown(
                who,
                () -> new Hashed(
                        Objects.requireNonNull(argon2.encode(password), "Argon2 gives a hash for every password")));
    }

    /** Sets a password and ends what was signed in with the old one. The entry of the change comes before this call. */
    public void set(String memberId, Hashed hashed) {
        transactions.executeWithoutResult(status -> {
            jdbc.sql("""
                            insert into password (member_id, hash, changed_at) values (?, ?, ?)
                            on conflict (member_id) do update set hash = excluded.hash, changed_at = excluded.changed_at
                            """)
                    .params(memberId, hashed.value(), clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            endAll(memberId);
        });
    }

    /**
     * The same in the place of the one that was shown; false, and no entry, when another has been set since: whoever knew the old one has no
     * say any more.
     *
     * @param entry of the change; the change is taken back when it fails
     */
    public boolean replace(String memberId, Hashed shown, Hashed hashed, Runnable entry) {
        return Objects.requireNonNull(transactions.execute(status -> {
            var isStill = jdbc.sql("select hash from password where member_id = ? and hash = ? for update")
                    .params(memberId, shown.value())
                    .query(String.class)
                    .optional()
                    .isPresent();
            if (isStill) {
                entry.run();
                set(memberId, hashed);
            }
            return isStill;
        }));
    }

    /** Nobody signs in with a password of this member until a new one is set. */
    public void forget(String memberId) {
        transactions.executeWithoutResult(status -> {
            for (var table : new String[] {"password", "second_factor", "recovery_code"}) {
                jdbc.sql("delete from " + table + " where member_id = ?")
                        .param(memberId)
                        .update();
            }
            endAll(memberId);
        });
    }

    /** Sign-ins and tokens of programs, however late the read models are. */
    private void endAll(String memberId) {
        jdbc.sql("delete from oauth2_authorization where principal_name = ?")
                .param(memberId)
                .update();
        jdbc.sql("update token_secret set until = least(until, ?) where member_id = ?")
                .params(clock.instant().atOffset(ZoneOffset.UTC), memberId)
                .update();
    }

    public boolean exists(String memberId) {
        return jdbc.sql("select exists (select from password where member_id = ?)")
                .param(memberId)
                .query(Boolean.class)
                .single();
    }

    /**
     * Whether this is the member's password. Takes as long for a member who does not exist.
     *
     * @param place where whoever shows it comes from
     */
    public boolean matches(String memberId, String password, String place) {
        return fitting(memberId, password, hash -> hashing.compute(place, hash)).isPresent();
    }

    /** The same when it is known that the member shows it: in a line that others do not fill. */
    public boolean matchesOfKnown(String memberId, String password) {
        return fitting(memberId, password).isPresent();
    }

    /** What is kept of this password, when it is the member's. */
    public Optional<Hashed> fitting(String memberId, String password) {
        return fitting(memberId, password, hash -> hashing.computeForKnown(memberId, hash));
    }

    private Optional<Hashed> fitting(String memberId, String password, Function<Callable<Boolean>, Boolean> line) {
        var hash = jdbc.sql("select hash from password where member_id = ?")
                .param(memberId)
                .query(String.class)
                .optional();
        var matches = password.length() <= PasswordRules.LONGEST
                && line.apply(() -> argon2.matches(password, hash.orElse(NOBODYS)));
        return hash.filter(kept -> matches).map(Hashed::new);
    }
}
