package org.parvis.boot;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.parvis.web.view.Option;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The brands of the house, as the service learned them from identity's entries: names for pages, choices for forms. */
public final class BrandDirectory {

    private final JdbcClient jdbc;

    BrandDirectory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One brand. */
    public record Entry(String brandId, String name, List<String> languages, String zone) {

        public Entry {
            languages = List.copyOf(languages);
        }
    }

    public Optional<Entry> find(String brandId) {
        return jdbc.sql("select * from brand_directory where brand_id = ?")
                .param(brandId)
                .query(BrandDirectory::entry)
                .optional();
    }

    /** What people call a brand; the id itself while nobody said how it is called. */
    public String name(String brandId) {
        return find(brandId).map(Entry::name).orElse(brandId);
    }

    /** Where a brand's days begin and end; in UTC while nobody said where it is. */
    public ZoneId zone(String brandId) {
        return find(brandId).map(brand -> ZoneId.of(brand.zone())).orElse(ZoneId.of("UTC"));
    }

    /** Those of some brands that are known, by name. */
    public List<Entry> list(Brands brands) {
        return jdbc.sql(
                        "select * from brand_directory where :all or brand_id = any(:brands) order by name, brand_id limit 500")
                .param("all", brands.all())
                .param("brands", brands.array())
                .query(BrandDirectory::entry)
                .list();
    }

    /** Names by id. */
    public Map<String, String> names(Brands brands) {
        return list(brands).stream().collect(Collectors.toMap(Entry::brandId, Entry::name));
    }

    /** The same for a choice. */
    public List<Option> options(Brands brands) {
        return list(brands).stream()
                .map(brand -> new Option(brand.brandId(), brand.name()))
                .toList();
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        var languages = (String[]) row.getArray("languages").getArray();
        return new Entry(row.getString("brand_id"), row.getString("name"), List.of(languages), row.getString("zone"));
    }
}
