package org.parvis.identity.factor;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.parvis.privacy.KeyRing;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Ten codes for the day the device is lost. Each works once; kept are keyed digests, which tell nobody without the key anything. */
@Component
final class RecoveryCodes {

    private static final int HOW_MANY = 10;
    private static final int LENGTH = 10;
    /** No letters that look like others. */
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final KeyRing keys;
    private final Clock clock;

    RecoveryCodes(JdbcClient jdbc, TransactionTemplate transactions, KeyRing keys, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.keys = keys;
        this.clock = clock;
    }

    /** New ones, to be shown this once; the ones before count no longer. */
    List<String> renew(String memberId) {
        var codes = Stream.generate(RecoveryCodes::random).limit(HOW_MANY).toList();
        transactions.executeWithoutResult(status -> {
            remove(memberId);
            codes.forEach(code -> jdbc.sql("insert into recovery_code (member_id, digest) values (?, ?)")
                    .params(memberId, digest(memberId, code))
                    .update());
        });
        return codes;
    }

    /** Whether this is one that was not used yet; it is now. */
    boolean use(String memberId, String typed) {
        return jdbc.sql("update recovery_code set used_at = ? where member_id = ? and digest = ? and used_at is null")
                        .params(clock.instant().atOffset(ZoneOffset.UTC), memberId, digest(memberId, typed))
                        .update()
                == 1;
    }

    int left(String memberId) {
        return jdbc.sql("select count(*) from recovery_code where member_id = ? and used_at is null")
                .param(memberId)
                .query(Integer.class)
                .single();
    }

    void remove(String memberId) {
        jdbc.sql("delete from recovery_code where member_id = ?")
                .param(memberId)
                .update();
    }

    private String digest(String memberId, String code) {
        var plain = code.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return keys.pseudonym(KeyRing.HOUSE, "recovery-code", memberId + " " + plain);
    }

    private static String random() {
        return RANDOM.ints(LENGTH, 0, LETTERS.length())
                .mapToObj(i -> String.valueOf(LETTERS.charAt(i)))
                .collect(Collectors.joining())
                .replaceFirst("(.{5})", "$1-");
    }
}
