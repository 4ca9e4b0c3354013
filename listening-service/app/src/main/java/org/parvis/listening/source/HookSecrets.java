package org.parvis.listening.source;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.fetcher.WebhookSignature;
import org.parvis.privacy.KeyRing;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the networks of sources sign their calls with: made here, shown once, kept sealed. */
@Component
class HookSecrets {

    /** The secret that somebody chose themselves, among a source's credentials. */
    static final String CHOSEN = "hook";

    /** Nobody changes both ends in one moment. */
    static final Duration EARLIER_COUNTS = Duration.ofHours(24);

    private final JdbcClient jdbc;
    private final KeyRing keys;
    private final Sources sources;
    private final Clock clock;

    HookSecrets(JdbcClient jdbc, KeyRing keys, Sources sources, Clock clock) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.sources = sources;
        this.clock = clock;
    }

    /**
     * What may be known of a secret.
     *
     * @param earlierUntil how long the one before still counts; null when it counts no more
     */
    record Standing(Instant madeAt, String madeBy, @Nullable Instant earlierUntil) {}

    /**
     * When the network last called.
     *
     * @param refused for want of a good signature
     */
    record Calls(@Nullable Instant accepted, @Nullable Instant refused) {

        static final Calls NONE = new Calls(null, null);
    }

    String next() {
        return WebhookSignature.newSecret();
    }

    /** Until when the secret that counts now would count if another one were made; null when there is none. */
    @Nullable
    Instant earlierUntil(Sources.Item source) {
        return valid(source).isEmpty() ? null : clock.instant().plus(EARLIER_COUNTS);
    }

    /** Keeps a secret; the one before it counts until then. */
    void keep(Sources.Item source, String secret, String memberId, @Nullable Instant earlierUntil) {
        var chosen = chosen(source);
        jdbc.sql("""
                        insert into source_hook (source_id, brand_id, sealed, made_at, made_by, earlier, earlier_until)
                        values (:source, :brand, :sealed, :now, :by, :chosen, :until)
                        on conflict (source_id) do update set sealed = excluded.sealed, made_at = excluded.made_at, made_by = excluded.made_by,
                          earlier = coalesce(excluded.earlier, source_hook.sealed), earlier_until = excluded.earlier_until
                        """)
                .param("source", source.sourceId())
                .param("brand", source.brandId())
                .param("sealed", sealed(source, secret))
                .param("now", utc(clock.instant()))
                .param("by", memberId)
                .param("chosen", chosen.map(text -> sealed(source, text)).orElse(null))
                .param("until", earlierUntil == null ? null : utc(earlierUntil))
                .update();
        sources.forget(source, CHOSEN);
    }

    /** All that a call may be signed with now. */
    List<String> valid(Sources.Item source) {
        var valid = new ArrayList<String>();
        jdbc.sql(
                        "select sealed, case when earlier_until > ? then earlier end as earlier from source_hook where source_id = ?")
                .params(utc(clock.instant()), source.sourceId())
                .query(row -> {
                    valid.add(opened(source, row.getBytes("sealed")));
                    if (row.getBytes("earlier") != null) {
                        valid.add(opened(source, row.getBytes("earlier")));
                    }
                });
        chosen(source).ifPresent(valid::add);
        return valid;
    }

    Optional<Standing> standing(String sourceId) {
        return jdbc.sql("select made_at, made_by, case when earlier_until > ? then earlier_until end as earlier_until"
                        + " from source_hook where source_id = ?")
                .params(utc(clock.instant()), sourceId)
                .query((row, number) -> new Standing(
                        Objects.requireNonNull(instant(row.getObject("made_at", OffsetDateTime.class))),
                        row.getString("made_by"),
                        instant(row.getObject("earlier_until", OffsetDateTime.class))))
                .optional();
    }

    Calls calls(String sourceId) {
        return jdbc.sql("select accepted_at, refused_at from source_call where source_id = ?")
                .param(sourceId)
                .query((row, number) -> new Calls(
                        instant(row.getObject("accepted_at", OffsetDateTime.class)),
                        instant(row.getObject("refused_at", OffsetDateTime.class))))
                .optional()
                .orElse(Calls.NONE);
    }

    void called(Sources.Item source, boolean accepted) {
        var column = accepted ? "accepted_at" : "refused_at";
        jdbc.sql("insert into source_call (source_id, brand_id, " + column + ") values (?, ?, ?)"
                        + " on conflict (source_id) do update set " + column + " = excluded." + column)
                .params(source.sourceId(), source.brandId(), utc(clock.instant()))
                .update();
    }

    private Optional<String> chosen(Sources.Item source) {
        return sources.credentials(source).flatMap(kept -> kept.optional(CHOSEN));
    }

    private byte[] sealed(Sources.Item source, String secret) {
        return keys.sealFor(source.brandId(), context(source), secret.getBytes(StandardCharsets.UTF_8));
    }

    private String opened(Sources.Item source, byte[] sealed) {
        return new String(keys.openFor(source.brandId(), context(source), sealed), StandardCharsets.UTF_8);
    }

    private static String context(Sources.Item source) {
        return "hook|" + source.sourceId();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
