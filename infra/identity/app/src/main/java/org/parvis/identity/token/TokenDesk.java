package org.parvis.identity.token;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.boot.Ids;
import org.parvis.boot.Shown;
import org.parvis.boot.StepUpNeeded;
import org.parvis.identity.factor.ShownFactor;
import org.parvis.identity.member.IssueToken;
import org.parvis.identity.member.RevokeToken;
import org.parvis.identity.rights.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes personal access tokens, knows them again, and ends them. */
@Component
public final class TokenDesk {

    private final Commands commands;
    private final JdbcClient jdbc;
    private final ShownFactor factor;
    private final Clock clock;

    TokenDesk(Commands commands, JdbcClient jdbc, ShownFactor factor, Clock clock) {
        this.commands = commands;
        this.jdbc = jdbc;
        this.factor = factor;
        this.clock = clock;
    }

    /** A token just made; the only time it can be read. */
    public record Issued(String id, PersonalToken token, Instant until) {}

    /**
     * Whose token it is.
     *
     * @param factorShownAt when the second factor was shown for it; null when it was not made for acts that ask people for theirs, or when
     *     its owner had none to show
     */
    public record Owner(String memberId, @Nullable Instant factorShownAt) {}

    public Issued issue(String memberId, String label, Instant until, Actor by) {
        return issue(memberId, label, until, false, by);
    }

    /** @throws StepUpNeeded when it is to pass where people are asked for their second factor, and this session did not show it */
    Issued issue(String memberId, String label, Instant until, boolean forStepUp, Actor by) {
        var factorShownAt = forStepUp ? factor.require(memberId) : Optional.<Instant>empty();
        var id = Ids.ofRequest();
        var token = PersonalToken.random();
        // The entry first: no token ever works of which the ledger does not know.
        commands.send(new IssueToken(memberId, id, until), by, null);
        jdbc.sql("""
                        insert into token_secret (digest, token_id, member_id, label, until, step_up, factor_shown_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .param(token.digest())
                .param(id)
                .param(memberId)
                .param(label)
                .param(until.atOffset(ZoneOffset.UTC))
                .param(forStepUp)
                .param(factorShownAt.map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null))
                .update();
        Shown.soon(() -> isShown(id, "true"));
        return new Issued(id, token, until);
    }

    /** The member whose token this is, when it still counts. */
    public Optional<Owner> owner(PersonalToken token) {
        return jdbc.sql("""
                        update token_secret s set last_used_at = :now
                         where digest = :digest and until > :now
                           and not exists (select from token t where t.token_id = s.token_id and t.revoked_at is not null)
                        returning member_id, factor_shown_at
                        """)
                .param("digest", token.digest())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, number) -> {
                    var shownAt = row.getObject(2, OffsetDateTime.class);
                    return new Owner(row.getString(1), shownAt == null ? null : shownAt.toInstant());
                })
                .optional();
    }

    /** Ends a token. The entry says so first; the secret ends with it at once, however late the read model is. */
    public void revoke(String memberId, String tokenId, Actor by, @Nullable String commandId) {
        commands.send(new RevokeToken(memberId, tokenId), by, commandId);
        jdbc.sql("update token_secret set until = least(until, ?) where token_id = ? and member_id = ?")
                .params(clock.instant().atOffset(ZoneOffset.UTC), tokenId, memberId)
                .update();
        Shown.soon(() -> isShown(tokenId, "revoked_at is not null"));
    }

    private boolean isShown(String tokenId, String as) {
        return jdbc.sql("select exists (select from token where token_id = ? and " + as + ")")
                .param(tokenId)
                .query(Boolean.class)
                .single();
    }
}
