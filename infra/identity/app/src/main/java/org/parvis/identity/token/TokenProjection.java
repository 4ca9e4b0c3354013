package org.parvis.identity.token;

import java.time.Instant;
import java.time.ZoneOffset;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.parvis.axon.EntryMetadata;
import org.parvis.axon.ReadModel;
import org.parvis.identity.api.TokenIssued;
import org.parvis.identity.api.TokenRevoked;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the list of tokens: when they were made, when they end, and who ended them. */
@Component
@ProcessingGroup("identity.token.list")
@ReadModel(tables = "token")
final class TokenProjection {

    private final JdbcClient jdbc;

    TokenProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(TokenIssued event, @Timestamp Instant at, @MetaDataValue(EntryMetadata.ACTOR) String by) {
        jdbc.sql("""
                        insert into token (token_id, member_id, issued_at, issued_by, until) values (?, ?, ?, ?, ?)
                        on conflict (token_id) do nothing
                        """)
                .params(
                        event.tokenId(),
                        event.memberId(),
                        at.atOffset(ZoneOffset.UTC),
                        by,
                        event.until().atOffset(ZoneOffset.UTC))
                .update();
    }

    @EventHandler
    void on(TokenRevoked event, @Timestamp Instant at, @MetaDataValue(EntryMetadata.ACTOR) String by) {
        jdbc.sql("update token set revoked_at = ?, revoked_by = ? where token_id = ?")
                .params(at.atOffset(ZoneOffset.UTC), by, event.tokenId())
                .update();
    }
}
