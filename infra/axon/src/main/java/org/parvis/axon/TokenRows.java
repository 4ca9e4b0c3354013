package org.parvis.axon;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far the processors of a service have come as the database knows it, whichever replica follows the ledger for them. */
final class TokenRows {

    /** Whoever follows renews its claim every five seconds; after ten seconds without, another replica takes over. */
    private static final Duration ALIVE = Duration.ofSeconds(20);

    private final JdbcClient jdbc;
    private final Serializer serializer;
    private final Clock clock;

    TokenRows(JdbcClient jdbc, Serializer serializer, Clock clock) {
        this.jdbc = jdbc;
        this.serializer = serializer;
        this.clock = clock;
    }

    /** @param isFollowed whether somebody renewed a claim on it lately */
    record Row(long position, boolean isFollowed) {

        static final Row NONE = new Row(0, false);
    }

    private record Written(
            String group,
            @Nullable String type,
            byte @Nullable [] token,
            @Nullable String at,
            boolean owned) {}

    /** By processing group; each is one segment. */
    Map<String, Row> all() {
        var now = clock.instant();
        var rows = new HashMap<String, Row>();
        jdbc.sql(
                        "select processorname, tokentype, token, timestamp, owner is not null from token_entry where segment = 0")
                .query((row, number) -> new Written(
                        row.getString(1), row.getString(2), row.getBytes(3), row.getString(4), row.getBoolean(5)))
                .list()
                .forEach(written -> rows.put(
                        written.group(),
                        new Row(
                                Positions.of(TokenColumn.read(serializer, written.type(), written.token())),
                                written.owned() && isRecent(written.at(), now))));
        return rows;
    }

    private static boolean isRecent(@Nullable String at, Instant now) {
        return at != null && Instant.parse(at).plus(ALIVE).isAfter(now);
    }
}
