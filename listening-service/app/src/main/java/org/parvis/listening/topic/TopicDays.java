package org.parvis.listening.topic;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.parvis.boot.BrandDirectory;
import org.parvis.listening.gap.KnownGaps;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What topics found lately, day by day, with what is known to be missing and what broke the curve. */
@Component
class TopicDays {

    private final JdbcClient jdbc;
    private final TopicVersions versions;
    private final KnownGaps gaps;
    private final BrandDirectory brands;
    private final Clock clock;

    TopicDays(JdbcClient jdbc, TopicVersions versions, KnownGaps gaps, BrandDirectory brands, Clock clock) {
        this.jdbc = jdbc;
        this.versions = versions;
        this.gaps = gaps;
        this.brands = brands;
        this.clock = clock;
    }

    /**
     * Thirty days of a topic, today included.
     *
     * @param found in all of them; a floor when there are known gaps
     * @param breaks where it began to ask for something else
     */
    record Stretch(
            Instant from,
            Instant to,
            long found,
            List<Days.Day> days,
            List<KnownGaps.Gap> knownGaps,
            List<TopicVersions.Item> breaks) {

        Stretch {
            days = List.copyOf(days);
            knownGaps = List.copyOf(knownGaps);
            breaks = List.copyOf(breaks);
        }
    }

    Stretch of(Topics.Item topic) {
        var zone = brands.zone(topic.brandId());
        var now = clock.instant();
        var days = new Days(zone, now);
        jdbc.sql("""
                        select (least(published_at, collected_at) at time zone :zone)::date as day, count(*) as many from mention
                         where brand_id = :brand and topics @> array[:topic]::text[] and published_at >= :from
                         group by day
                        """)
                .param("zone", zone.getId())
                .param("brand", topic.brandId())
                .param("topic", topic.topicId())
                .param("from", days.from().atOffset(ZoneOffset.UTC))
                .query((RowCallbackHandler)
                        row -> days.add(row.getObject("day", LocalDate.class), row.getLong("many")));
        var counted = days.list();
        return new Stretch(
                days.from(),
                now,
                counted.stream().mapToLong(Days.Day::found).sum(),
                counted,
                gaps.of(topic.brandId(), topic.topicId(), days.from(), now),
                versions.breaks(topic.topicId(), days.from(), now));
    }
}
