package org.parvis.listening.lesson;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.listening.api.ChangedReading;
import org.parvis.listening.api.TaughtLesson;
import org.parvis.listening.classification.Classifier;
import org.parvis.listening.classification.Lesson;
import org.parvis.listening.classification.Lessons;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The versions of each brand's own reading, as the read model has them. */
@Component
public final class OwnReadings {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<TaughtLesson>> LESSONS = new TypeReference<>() {};
    private static final TypeReference<List<ChangedReading>> SAMPLES = new TypeReference<>() {};
    private static final int SHOWN = 20;
    private static final String FROM =
            "select r.*, coalesce(f.version = r.version, false) in_force from own_reading r left join own_reading_in_force f using (brand_id)";

    private final JdbcClient jdbc;

    /** What another replica put in force is known here a few seconds later. */
    private final Cache<String, Lessons> inForce = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofSeconds(10))
            .build();

    OwnReadings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One version.
     *
     * @param shipped the version of the shipped reading that it adds to
     * @param replayed how many messages of the past were read anew
     * @param changed how many of them it reads otherwise than what was in force when it was made
     */
    public record Item(
            String brandId,
            int version,
            String shipped,
            List<TaughtLesson> lessons,
            int replayed,
            int changed,
            List<ChangedReading> samples,
            Instant taughtAt,
            String taughtBy,
            boolean inForce) {

        /** Whether it adds to the reading that this program ships. */
        public boolean fits() {
            return shipped.equals(Classifier.VERSION);
        }
    }

    /** Which version somebody put in force, and when. */
    record Choice(int version, Instant at, String by) {}

    /** What messages of a brand are read with. A version that adds to what an older program shipped is not used. */
    public Lessons inForce(String brandId) {
        return inForce.get(
                brandId,
                id -> jdbc.sql(FROM + " where brand_id = ? and f.version = r.version")
                        .param(id)
                        .query((row, n) -> item(row))
                        .optional()
                        .filter(Item::fits)
                        .map(item -> lessons(item.version(), item.lessons()))
                        .orElse(Lessons.NONE));
    }

    static Lessons lessons(int version, List<TaughtLesson> taught) {
        return new Lessons(
                version,
                taught.stream()
                        .collect(Collectors.toMap(
                                one -> new Lessons.Of(one.language(), one.axis()),
                                one -> Lesson.unpacked(one.axis(), one.weights()))));
    }

    void changed(String brandId) {
        inForce.invalidate(brandId);
    }

    /** The newest versions of a brand. */
    List<Item> newest(String brandId) {
        return jdbc.sql(FROM + " where brand_id = ? order by r.version desc limit ?")
                .params(brandId, SHOWN)
                .query((row, n) -> item(row))
                .list();
    }

    Optional<Item> find(String brandId, int version) {
        return jdbc.sql(FROM + " where brand_id = ? and r.version = ?")
                .params(brandId, version)
                .query((row, n) -> item(row))
                .optional();
    }

    /** Null while nobody ever chose. */
    @Nullable
    Choice choice(String brandId) {
        return jdbc.sql("select version, chosen_at, chosen_by from own_reading_in_force where brand_id = ?")
                .param(brandId)
                .query((row, n) -> new Choice(row.getInt(1), row.getTimestamp(2).toInstant(), row.getString(3)))
                .optional()
                .orElse(null);
    }

    private static Item item(ResultSet row) throws SQLException {
        return new Item(
                row.getString("brand_id"),
                row.getInt("version"),
                row.getString("shipped"),
                JSON.readValue(row.getString("lessons"), LESSONS),
                row.getInt("replayed"),
                row.getInt("changed"),
                JSON.readValue(row.getString("samples"), SAMPLES),
                row.getTimestamp("taught_at").toInstant(),
                row.getString("taught_by"),
                row.getBoolean("in_force"));
    }
}
