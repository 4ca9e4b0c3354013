package org.parvis.listening.mention;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.parvis.boot.Brands;
import org.parvis.listening.classification.Classification;
import org.parvis.listening.judgement.Agreement;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How well messages are read: what people said of the readings of the last 90 days. */
@Component
class Readings {

    private static final Duration LOOKED_AT = Duration.ofDays(90);

    private final JdbcClient jdbc;
    private final Clock clock;

    Readings(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One language, as it was read.
     *
     * @param read how many messages
     * @param unsure how many of them a person was asked to look at
     * @param settled how many a person has looked at
     * @param tone whether it was the same of the three tones
     */
    record Line(
            String language,
            long read,
            long unsure,
            long settled,
            Agreement tone,
            Agreement intent,
            Agreement languageToo) {}

    List<Line> of(Brands brands) {
        return jdbc.sql("""
                        select read_language,
                          count(*) as read,
                          count(*) filter (where read_unsure) as unsure,
                          count(*) filter (where settled) as settled,
                          count(*) filter (where settled and (read_tone >= :neutral) = (tone >= :neutral) and (read_tone <= -:neutral) = (tone <= -:neutral)) as tone,
                          count(*) filter (where settled and read_intent = intent) as intent,
                          count(*) filter (where settled and read_language = language) as language
                        from mention
                        where (:all or brand_id = any(:brands)) and collected_at >= :from and read_language is not null and not deleted
                        group by read_language order by count(*) desc, read_language limit 50
                        """)
                .param("neutral", Classification.NEUTRAL)
                .param("all", brands.all())
                .param("brands", brands.array())
                .param("from", clock.instant().minus(LOOKED_AT).atOffset(ZoneOffset.UTC))
                .query((row, n) -> {
                    long settled = row.getLong("settled");
                    return new Line(
                            row.getString("read_language"),
                            row.getLong("read"),
                            row.getLong("unsure"),
                            settled,
                            new Agreement(row.getLong("tone"), settled),
                            new Agreement(row.getLong("intent"), settled),
                            new Agreement(row.getLong("language"), settled));
                })
                .list();
    }
}
