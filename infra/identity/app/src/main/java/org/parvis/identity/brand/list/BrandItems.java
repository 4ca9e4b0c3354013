package org.parvis.identity.brand.list;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.parvis.boot.Brands;
import org.parvis.boot.Listing;
import org.parvis.boot.PageRequest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the list of brands. */
@Component
public final class BrandItems {

    private static final int MOST = 500;

    private final JdbcClient jdbc;

    BrandItems(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Listing<BrandItem> visible(Brands visible, PageRequest page) {
        var rows = jdbc.sql("""
                        select * from brand
                         where (:all or brand_id = any(:brands)) and (:after::text is null or brand_id > :after)
                         order by brand_id limit :limit
                        """)
                .param("all", visible.all())
                .param("brands", visible.array())
                .param("after", page.after())
                .param("limit", page.limit() + 1)
                .query(BrandItems::item)
                .list();
        return Listing.of(rows, page, BrandItem::id);
    }

    /** By name, for pages that let people choose one. */
    public List<BrandItem> all(Brands visible) {
        return jdbc.sql(
                        "select * from brand where (:all or brand_id = any(:brands)) order by lower(name), brand_id limit :limit")
                .param("all", visible.all())
                .param("brands", visible.array())
                .param("limit", MOST)
                .query(BrandItems::item)
                .list();
    }

    public Optional<BrandItem> find(String brandId) {
        return jdbc.sql("select * from brand where brand_id = ?")
                .param(brandId)
                .query(BrandItems::item)
                .optional();
    }

    private static BrandItem item(ResultSet row, int number) throws SQLException {
        return new BrandItem(
                row.getString("brand_id"),
                row.getString("name"),
                row.getString("country"),
                List.of((String[]) row.getArray("languages").getArray()),
                row.getString("zone"));
    }
}
