package org.parvis.listening.source;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Brands;
import org.parvis.boot.Listing;
import org.parvis.boot.PageRequest;
import org.parvis.boot.Weight;
import org.parvis.listening.connector.Connector;
import org.parvis.listening.connector.Credentials;
import org.parvis.listening.connector.Cursor;
import org.parvis.listening.connector.ManualConnector;
import org.parvis.listening.connector.Place;
import org.parvis.listening.connector.SourceSettings;
import org.parvis.listening.connector.WebhookConnector;
import org.parvis.privacy.KeyRing;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The sources, how far each was read, and their sealed credentials. */
@Component
public class Sources {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    /** A process that died gives its sources back after this long. */
    static final Duration LEASE = Duration.ofSeconds(6);

    /** People or programs bring what is said there. */
    private static final Set<String> NOT_ASKED = Set.of(ManualConnector.KIND, WebhookConnector.KIND);

    /** The same of the column {@code connector}: nobody can be silent who is not asked. */
    static final String IS_ASKED =
            NOT_ASKED.stream().sorted().collect(Collectors.joining("', '", "connector not in ('", "')"));

    private static final String HEARD_LAST_HOUR =
            "(select count(*) from mention m where m.source_id = s.source_id and m.collected_at > now() - interval '1 hour')";

    private static final String SILENT_SINCE = """
            case when not s.paused and s.%s then coalesce(s.failing_since,
              case when t.last_success_at < now() - make_interval(secs => 2 * s.every_seconds + 30) then t.last_success_at end)
            end as silent_since""".formatted(IS_ASKED);

    private static final String SELECT = """
            select s.*, t.last_success_at, t.last_poll_at, t.next_poll_at, t.collected, t.matched, t.failing, %s, %s as last_hour
              from source s left join source_state t using (source_id)
            """;

    /** As people see a source. */
    private static final String SHOWN = SELECT.formatted(SILENT_SINCE, HEARD_LAST_HOUR);

    /** As it is polled, second by second: nobody looks at how much it says. */
    private static final String POLLED = SELECT.formatted(SILENT_SINCE, "0");

    private static final String IS_DUE =
            "t.next_poll_at <= :now and (t.asked_until is null or t.asked_until <= :now) and not s.paused";

    private final JdbcClient jdbc;
    private final KeyRing keys;
    private final Connectors connectors;

    Sources(JdbcClient jdbc, KeyRing keys, Connectors connectors) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.connectors = connectors;
    }

    /**
     * One source and how it does; never its credentials.
     *
     * @param silentSince since when it did not answer, if it fails or was not heard for two of its periods
     */
    public record Item(
            String sourceId,
            String brandId,
            String connector,
            String name,
            Map<String, String> settings,
            Duration every,
            boolean paused,
            @Nullable Instant silentSince,
            @Nullable Instant failingSince,
            @Nullable String failureCode,
            @Nullable String failureDetail,
            @Nullable Instant lastSuccessAt,
            @Nullable Instant lastPollAt,
            long collected,
            long matched,
            long itemsLastHour) {

        /** Whether anything is asked of it; elsewhere people or programs bring what is said. */
        public boolean isAsked() {
            return Sources.isAsked(connector);
        }

        /** Whether it is listened to as it comes. */
        public boolean isStream() {
            return new SourceSettings(settings).optional(Connector.STREAM).isPresent();
        }
    }

    static boolean isAsked(@Nullable String connector) {
        return !NOT_ASKED.contains(Objects.requireNonNullElse(connector, ""));
    }

    /** A stretch of time in which a source did not answer. */
    public record Gap(Instant from, Instant to) {}

    /** A source whose silence people should know of. */
    public record Silent(
            String name, String connector, @Nullable String failureCode, Instant silentSince) {}

    /** Those that are silent: how many, and the first of them by name. */
    public record Silence(long sources, List<Silent> first) {

        public Silence {
            first = List.copyOf(first);
        }
    }

    /** By name; a page ends early where their settings are long. */
    Listing<Item> page(Brands brands, PageRequest page) {
        var after = NameAndId.of(page.after());
        var query = jdbc.sql(Weight.ended(
                        SHOWN + " where (:all or s.brand_id = any(:brands)) and (s.name, s.source_id) > (:name, :id)"
                                + " order by s.name, s.source_id limit :limit",
                        "name, source_id",
                        "settings",
                        "failure_detail"))
                .param("all", brands.all())
                .param("brands", brands.array())
                .param("name", after.name())
                .param("id", after.id())
                .param("limit", page.limit() + 1);
        return Weight.page(
                query,
                (row, n) -> item(row),
                page.limit(),
                source -> new NameAndId(source.name(), source.sourceId()).key());
    }

    /** How many of a brand are listened to. */
    int listenedTo(String brandId) {
        return jdbc.sql("select count(*) from source where brand_id = ? and not paused")
                .param(brandId)
                .query(Integer.class)
                .single();
    }

    Optional<Item> find(String sourceId) {
        return jdbc.sql(SHOWN + " where s.source_id = ?")
                .param(sourceId)
                .query((row, n) -> item(row))
                .optional();
    }

    /** @param most so many of them are named */
    public Silence silent(Brands brands, int most) {
        record Row(Silent source, long all) {}
        var rows = jdbc.sql("""
                        select name, connector, failure_code, silent_since, count(*) over () as silent
                          from (select s.source_id, s.name, s.connector, s.failure_code, %s
                                  from source s left join source_state t using (source_id)
                                 where :all or s.brand_id = any(:brands)) s
                         where silent_since is not null order by name, source_id limit :most
                        """.formatted(SILENT_SINCE))
                .param("all", brands.all())
                .param("brands", brands.array())
                .param("most", most)
                .query((row, n) -> new Row(
                        new Silent(
                                row.getString("name"),
                                row.getString("connector"),
                                row.getString("failure_code"),
                                row.getTimestamp("silent_since").toInstant()),
                        row.getLong("silent")))
                .list();
        return new Silence(
                rows.isEmpty() ? 0 : rows.getFirst().all(),
                rows.stream().map(Row::source).toList());
    }

    List<Gap> gaps(String sourceId) {
        return jdbc.sql("select gap_from, gap_to from source_gap where source_id = ? order by gap_from desc limit 200")
                .param(sourceId)
                .query((row, n) -> new Gap(
                        row.getTimestamp(1).toInstant(), row.getTimestamp(2).toInstant()))
                .list();
    }

    /** Keeps them for the place of these settings alone. */
    void keep(String sourceId, String brandId, Place place, Map<String, String> credentials) {
        jdbc.sql("""
                        insert into source_credentials (source_id, sealed, place_hash) values (?, ?, ?)
                        on conflict (source_id) do update set sealed = excluded.sealed, place_hash = excluded.place_hash
                        """)
                .params(sourceId, sealed(sourceId, brandId, credentials), place.digest())
                .update();
    }

    /** Takes one of a source's credentials away. */
    void forget(Item source, String name) {
        var others = new HashMap<>(credentials(source).map(Credentials::values).orElse(Map.of()));
        if (others.remove(name) != null) {
            jdbc.sql("update source_credentials set sealed = ? where source_id = ? and place_hash = ?")
                    .params(
                            sealed(source.sourceId(), source.brandId(), others),
                            source.sourceId(),
                            place(source).digest())
                    .update();
        }
    }

    /** As for the settings that the source has. */
    Optional<Credentials> credentials(Item source) {
        return credentials(source, new SourceSettings(source.settings()));
    }

    /**
     * The credentials that were given for the place of these settings, in which they are to be used at once; none of any other. Empty when a
     * secret of another place is kept: then nothing is to be asked there before somebody gives it again.
     */
    Optional<Credentials> credentials(Item source, SourceSettings settings) {
        // Those of before they knew their place are of the one where the source stands when they are first looked for.
        jdbc.sql("update source_credentials set place_hash = ? where source_id = ? and place_hash is null")
                .params(place(source).digest(), source.sourceId())
                .update();
        var connector = connectors.of(source.connector());
        return jdbc.sql("select sealed, place_hash from source_credentials where source_id = ?")
                .param(source.sourceId())
                .query((row, n) -> {
                    var kept = opened(source, row.getBytes("sealed"));
                    if (connector.place(settings).digest().equals(row.getString("place_hash"))) {
                        return Optional.of(kept);
                    }
                    return connector.settings().stream()
                                    .anyMatch(setting -> setting.secret()
                                            && kept.optional(setting.name()).isPresent())
                            ? Optional.<Credentials>empty()
                            : Optional.of(Credentials.NONE);
                })
                .optional()
                .orElse(Optional.of(Credentials.NONE));
    }

    private Place place(Item source) {
        return connectors.of(source.connector()).place(new SourceSettings(source.settings()));
    }

    private byte[] sealed(String sourceId, String brandId, Map<String, String> credentials) {
        return keys.sealFor(brandId, "source|" + sourceId, JSON.writeValueAsBytes(credentials));
    }

    private Credentials opened(Item source, byte[] sealed) {
        return new Credentials(
                JSON.readValue(keys.openFor(source.brandId(), "source|" + source.sourceId(), sealed), TEXTS));
    }

    /** Asks for a fetch at once, also while one is going on: that one may have looked already. */
    void wake(String sourceId, Instant now) {
        jdbc.sql("""
                        insert into source_state (source_id, next_poll_at, woken_at) values (:source, :now, :now)
                        on conflict (source_id) do update set next_poll_at = excluded.next_poll_at, woken_at = excluded.woken_at
                        """)
                .param("source", sourceId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Asks for a fetch at a time. */
    void postpone(String sourceId, Instant until) {
        jdbc.sql("update source_state set next_poll_at = ? where source_id = ?")
                .params(until.atOffset(ZoneOffset.UTC), sourceId)
                .update();
    }

    /** Says that somebody is still at it, so that nobody else takes the source. */
    void holdOn(String sourceId, Instant now) {
        jdbc.sql("update source_state set asked_until = :until where source_id = :source and asked_until > :now")
                .param("until", now.plus(LEASE).atOffset(ZoneOffset.UTC))
                .param("source", sourceId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Says that it is over. */
    void letGo(String sourceId) {
        jdbc.sql("update source_state set asked_until = null where source_id = ?")
                .param(sourceId)
                .update();
    }

    /** A source that should be asked. */
    record Due(String sourceId, String brandId) {}

    /**
     * Those that nobody is asking, the longest overdue first; of each brand no more than may begin.
     *
     * @param free how many may begin
     * @param held how many of each brand are being asked
     * @param streams whether those that are listened to as it comes, or all others
     */
    List<Due> due(Instant now, int free, Map<String, Integer> held, boolean streams) {
        return jdbc.sql("""
                        select source_id, brand_id from (
                          select t.source_id, s.brand_id, t.next_poll_at,
                              row_number() over (partition by s.brand_id order by t.next_poll_at) as turn
                            from source_state t join source s using (source_id)
                           where %s and (coalesce(btrim(s.settings ->> :stream), '') <> '') = :streams) due
                         left join unnest(:brands::text[], :held::int[]) as holding (brand_id, held) using (brand_id)
                         where turn <= (:free - coalesce(held, 0) + 1) / 2
                         order by next_poll_at limit :free
                        """.formatted(IS_DUE))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("free", free)
                .param("stream", Connector.STREAM)
                .param("streams", streams)
                .param("brands", held.keySet().toArray(String[]::new))
                .param("held", held.values().toArray(Integer[]::new))
                .query((row, n) -> new Due(row.getString(1), row.getString(2)))
                .list();
    }

    /** Takes a source, if it is still due, so that nobody else asks it for a while; whoever needs longer holds on. */
    Optional<Item> take(String sourceId, Instant now) {
        var taken = jdbc.sql("""
                        update source_state t set asked_until = :lease from source s
                         where t.source_id = :source and s.source_id = t.source_id and %s
                        """.formatted(IS_DUE))
                .param("source", sourceId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("lease", now.plus(LEASE).atOffset(ZoneOffset.UTC))
                .update();
        return taken == 0
                ? Optional.empty()
                : jdbc.sql(POLLED + " where s.source_id = ?")
                        .param(sourceId)
                        .query((row, n) -> item(row))
                        .optional();
    }

    /** A set-up that was interrupted before the first fetch was asked for; it gets a minute to finish by itself. */
    void noticeUnscheduled(Instant now) {
        jdbc.sql("""
                        insert into source_state (source_id, next_poll_at)
                        select s.source_id, ? from source s left join source_state t using (source_id) where t.source_id is null
                        on conflict do nothing
                        """)
                .param(now.plus(Duration.ofMinutes(1)).atOffset(ZoneOffset.UTC))
                .update();
    }

    Cursor cursor(String sourceId) {
        return jdbc.sql("select cursor from source_state where source_id = ?")
                .param(sourceId)
                .query(String.class)
                .optional()
                .map(json -> new Cursor(JSON.readValue(json, TEXTS)))
                .orElse(Cursor.START);
    }

    /** @param asked when the source was asked; who woke it after that is not satisfied yet */
    void succeeded(
            String sourceId, Cursor next, Instant asked, Instant now, Instant nextPoll, int collected, int matched) {
        jdbc.sql("""
                        update source_state set cursor = :cursor::jsonb, last_success_at = :now, last_poll_at = :now,
                          next_poll_at = case when woken_at >= :asked then :now else :next end,
                          failing = false, failures = 0, collected = collected + :collected, matched = matched + :matched
                         where source_id = :source
                        """)
                .param("cursor", JSON.writeValueAsString(next.marks()))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("asked", asked.atOffset(ZoneOffset.UTC))
                .param("next", nextPoll.atOffset(ZoneOffset.UTC))
                .param("collected", collected)
                .param("matched", matched)
                .param("source", sourceId)
                .update();
    }

    /** Counts what people brought in. */
    void brought(String sourceId, long seen, long matched) {
        jdbc.sql("update source_state set collected = collected + ?, matched = matched + ? where source_id = ?")
                .params(seen, matched, sourceId)
                .update();
    }

    /** Where what people find of a brand is kept. */
    Optional<Item> byHand(String brandId) {
        return jdbc.sql(SHOWN + " where s.brand_id = ? and s.connector = ? order by s.source_id limit 1")
                .params(brandId, ManualConnector.KIND)
                .query((row, n) -> item(row))
                .optional();
    }

    /** @return how often in a row it failed now */
    int failed(String sourceId, Instant now, Instant nextPoll) {
        return jdbc.sql("""
                        update source_state set last_poll_at = ?, next_poll_at = ?, failing = true, failures = failures + 1
                         where source_id = ? returning failures
                        """)
                .params(now.atOffset(ZoneOffset.UTC), nextPoll.atOffset(ZoneOffset.UTC), sourceId)
                .query(Integer.class)
                .optional()
                .orElse(1);
    }

    private static Item item(ResultSet row) throws SQLException {
        return new Item(
                row.getString("source_id"),
                row.getString("brand_id"),
                row.getString("connector"),
                row.getString("name"),
                JSON.readValue(row.getString("settings"), TEXTS),
                Duration.ofSeconds(row.getLong("every_seconds")),
                row.getBoolean("paused"),
                instant(row.getTimestamp("silent_since")),
                instant(row.getTimestamp("failing_since")),
                row.getString("failure_code"),
                row.getString("failure_detail"),
                instant(row.getTimestamp("last_success_at")),
                instant(row.getTimestamp("last_poll_at")),
                row.getLong("collected"),
                row.getLong("matched"),
                row.getLong("last_hour"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
