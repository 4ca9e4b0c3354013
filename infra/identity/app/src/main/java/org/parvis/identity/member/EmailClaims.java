package org.parvis.identity.member;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.parvis.boot.Conflict;
import org.parvis.privacy.KeyRing;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which address belongs to which member, so that two never share one. Addresses are kept as keyed digests; the claim is made before the
 * command and given back when the command is refused, because no aggregate can see the others.
 */
@Component
public final class EmailClaims {

    private final JdbcClient jdbc;
    private final KeyRing keys;

    EmailClaims(JdbcClient jdbc, KeyRing keys) {
        this.jdbc = jdbc;
        this.keys = keys;
    }

    /**
     * Claims an address.
     *
     * @return whether it is newly claimed
     * @throws Conflict when it is somebody else's
     */
    boolean claim(String email, String memberId) {
        var digest = digest(email);
        var isNew = jdbc.sql("insert into email_claim (digest, member_id) values (?, ?) on conflict do nothing")
                        .params(digest, memberId)
                        .update()
                == 1;
        if (!isNew && !owner(email).equals(Optional.of(memberId))) {
            throw new Conflict("EMAIL_TAKEN", Map.of());
        }
        return isNew;
    }

    void giveBack(String email, String memberId) {
        jdbc.sql("delete from email_claim where digest = ? and member_id = ?")
                .params(digest(email), memberId)
                .update();
    }

    /** Gives back whatever else the member claimed. */
    void keepOnly(String email, String memberId) {
        jdbc.sql("delete from email_claim where member_id = ? and digest <> ?")
                .params(memberId, digest(email))
                .update();
    }

    /** The member an address belongs to. */
    public Optional<String> owner(String email) {
        return jdbc.sql("select member_id from email_claim where digest = ?")
                .param(digest(email))
                .query(String.class)
                .optional();
    }

    private String digest(String email) {
        return keys.pseudonym(KeyRing.HOUSE, "email", email.strip().toLowerCase(Locale.ROOT));
    }
}
