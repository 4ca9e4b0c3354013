package org.parvis.identity.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.identity.IdentityApplication;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;

/** Two who know a member's password set a factor up at the same moment: the one counts of which a code was seen. */
class FactorRaceIT {

    private static final Actor ADMIN = TestMembers.member("admin", Role.ADMIN, "*");
    private static final Pattern SECRET = Pattern.compile("id=\"secret\">([A-Z2-7 ]+)<");

    private static RunningService identity;

    @BeforeAll
    static void start() {
        identity = RunningService.start(IdentityApplication.class);
    }

    @AfterAll
    static void stop() {
        identity.close();
    }

    private static Actor person(String id) {
        assertThat(identity.put(
                                ADMIN,
                                "/api/identity/members/" + id,
                                "{\"name\":\"%1$s\",\"email\":\"%1$s@alize.example\",\"language\":\"fr\",\"zone\":\"Europe/Paris\",\"password\":\"a secret of theirs\"}"
                                        .formatted(id))
                        .statusCode())
                .isEqualTo(201);
        return TestMembers.member(id, Role.COMMUNITY_MANAGER, "alize");
    }

    private static void begin(Actor member) {
        assertThat(identity.submit(member, "/identity/second-factor/begin", "current=a+secret+of+theirs")
                        .statusCode())
                .isEqualTo(302);
    }

    /** Whoever comes meanwhile finds the row taken, also while the entry is not written yet. */
    @Test
    void aSecretThatIsBegunMeanwhileDoesNotTakeThePlaceOfTheOneThatWasLookedAt() throws Exception {
        var gaelle = person("gaelle");
        begin(gaelle);
        var shown =
                SECRET.matcher(identity.page(gaelle, "/identity/second-factor").body());
        assertThat(shown.find()).isTrue();
        var device = new TotpSecret(fromBase32(shown.group(1).replace(" ", "")));
        var at = Instant.now();
        CompletableFuture<Integer> confirmed;
        CompletableFuture<Void> other;
        try (var owner = identity.database().owner();
                Connection ledger = owner.getConnection();
                var statement = ledger.createStatement()) {
            ledger.setAutoCommit(false);
            statement.execute("lock table ledger.entry in exclusive mode");
            confirmed = CompletableFuture.supplyAsync(
                    () -> identity.submit(gaelle, "/identity/second-factor/confirm", "code=" + device.code(at))
                            .statusCode());
            RunningService.eventually(() -> assertThat(identity.jdbc()
                            .sql("select count(*) from pg_locks where not granted")
                            .query(Long.class)
                            .single())
                    .isPositive());
            other = CompletableFuture.runAsync(() -> begin(gaelle));
            waitFor(other, Duration.ofSeconds(2));
            ledger.rollback();
        }
        assertThat(confirmed.get(20, TimeUnit.SECONDS)).isEqualTo(200);
        other.get(20, TimeUnit.SECONDS);
        assertThat(identity.submit(
                                gaelle,
                                "/identity/step-up",
                                "parvis_then=/&parvis_code=" + device.code(at.plusSeconds(30)))
                        .statusCode())
                .as("the device that showed the code is the one that counts")
                .isEqualTo(303);
    }

    private static void waitFor(CompletableFuture<?> other, Duration most)
            throws InterruptedException, ExecutionException {
        try {
            other.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            assertThat(other).as("waits for the row").isNotDone();
        }
    }

    @Test
    void confirmsNoSecretButTheOneThatWasLookedAtAndOnlyOnce() {
        var factors = identity.bean(Factors.class);
        factors.begin("lou", "hers");
        var looked = factors.waiting("lou", "hers").orElseThrow();
        factors.begin("lou", "a thief's");
        assertThat(factors.confirm("lou", "hers", looked, 7)).isFalse();
        assertThat(factors.confirm("lou", "a thief's", looked, 7)).isFalse();
        assertThat(factors.since("lou")).isEmpty();
        factors.begin("lou", "hers");
        var again = factors.waiting("lou", "hers").orElseThrow();
        assertThat(factors.use("lou", again, 7)).as("not before it counts").isFalse();
        assertThat(factors.confirm("lou", "a thief's", again, 7)).isFalse();
        assertThat(factors.confirm("lou", "hers", again, 7)).isTrue();
        assertThat(factors.confirm("lou", "hers", again, 8)).isFalse();
        assertThat(factors.use("lou", again, 7))
                .as("the code that confirmed it")
                .isFalse();
        assertThat(factors.use("lou", looked, 8)).as("another secret").isFalse();
        assertThat(factors.use("lou", again, 8)).isTrue();
    }

    private static byte[] fromBase32(String text) {
        var bytes = new byte[text.length() * 5 / 8];
        for (var bit = 0; bit < bytes.length * 8; bit++) {
            var five = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(text.charAt(bit / 5));
            if ((five >> (4 - bit % 5) & 1) == 1) {
                bytes[bit / 8] |= (byte) (128 >> bit % 8);
            }
        }
        return bytes;
    }
}
