package org.parvis.crm.retention;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.parvis.boot.BrandDirectory;
import org.parvis.crm.sql.Instants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** When each brand is looked through next, and what the last times found. */
@Component
final class Runs {

    /** When the fewest people of the brand work. */
    private static final LocalTime QUIET = LocalTime.of(3, 0);

    private static final int KEPT_DAYS = 400;

    private final JdbcClient jdbc;
    private final BrandDirectory brands;

    Runs(JdbcClient jdbc, BrandDirectory brands) {
        this.brands = brands;
        this.jdbc = jdbc;
    }

    /** One look through a brand. */
    public record Run(Instant at, int policyVersion, int chosen, int stillDue, List<String> erasureIds) {

        public Run {
            erasureIds = List.copyOf(erasureIds);
        }
    }

    void at(String brandId, Instant next) {
        jdbc.sql("""
                insert into retention_schedule (brand_id, next_run_at) values (?, ?)
                on conflict (brand_id) do update set next_run_at = excluded.next_run_at
                """).params(brandId, Instants.parameter(next)).update();
    }

    /** The next time at the brand's quiet hour; settled shortly after midnight, that is the same night. */
    void atNight(String brandId, Instant now) {
        at(brandId, nextQuietHour(now, zone(brandId)));
    }

    static Instant nextQuietHour(Instant now, ZoneId zone) {
        var today = now.atZone(zone).toLocalDate();
        var tonight = today.atTime(QUIET).atZone(zone).toInstant();
        return tonight.isAfter(now)
                ? tonight
                : today.plusDays(1).atTime(QUIET).atZone(zone).toInstant();
    }

    private ZoneId zone(String brandId) {
        return brands.find(brandId)
                .map(BrandDirectory.Entry::zone)
                .filter(ZoneId.getAvailableZoneIds()::contains)
                .map(ZoneId::of)
                .orElse(ZoneOffset.UTC);
    }

    List<String> due(Instant now) {
        return jdbc.sql(
                        "select brand_id from retention_schedule where next_run_at <= ? order by next_run_at, brand_id limit 100")
                .param(Instants.parameter(now))
                .query(String.class)
                .list();
    }

    void record(String brandId, Run run) {
        jdbc.sql("""
                insert into retention_run (brand_id, ran_at, policy_version, chosen, still_due, erasure_ids) values (?, ?, ?, ?, ?, ?)
                on conflict do nothing
                """)
                .params(
                        brandId,
                        Instants.parameter(run.at()),
                        run.policyVersion(),
                        run.chosen(),
                        run.stillDue(),
                        run.erasureIds().toArray(String[]::new))
                .update();
        jdbc.sql("delete from retention_run where brand_id = ? and ran_at < ?")
                .params(
                        brandId,
                        Instants.parameter(run.at()
                                .atOffset(ZoneOffset.UTC)
                                .minusDays(KEPT_DAYS)
                                .toInstant()))
                .update();
    }

    /** The newest first. */
    List<Run> last(String brandId, int most) {
        return jdbc.sql("select * from retention_run where brand_id = ? order by ran_at desc limit ?")
                .params(brandId, most)
                .query((row, number) -> new Run(
                        Instants.get(row, "ran_at"),
                        row.getInt("policy_version"),
                        row.getInt("chosen"),
                        row.getInt("still_due"),
                        List.of((String[]) row.getArray("erasure_ids").getArray())))
                .list();
    }
}
