package org.parvis.crm.productline;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Brands;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads product lines. */
@Component
public final class ProductLines {

    private static final int MOST = 500;

    private final JdbcClient jdbc;

    ProductLines(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A product line as it stands. */
    public record Line(String id, String brandId, String name, List<String> managers, long version) {

        public Line {
            managers = List.copyOf(managers);
        }
    }

    public Optional<Line> find(String productLineId) {
        return jdbc.sql("select * from product_line where product_line_id = ?")
                .param(productLineId)
                .query(ProductLines::line)
                .optional();
    }

    /** By name; of one brand, or of all these. */
    public List<Line> list(Brands visible, @Nullable String brandId) {
        return jdbc.sql("""
                        select * from product_line
                         where (:all or brand_id = any(:brands)) and (:brand::text is null or brand_id = :brand)
                         order by name, product_line_id limit :most
                        """)
                .param("all", visible.all())
                .param("brands", visible.array())
                .param("brand", brandId)
                .param("most", MOST)
                .query(ProductLines::line)
                .list();
    }

    /** The lines a member manages, by name. */
    public List<Line> managedBy(String memberId) {
        return jdbc.sql(
                        "select * from product_line where managers @> array[?]::text[]::text[] order by name, product_line_id limit ?")
                .params(memberId, MOST)
                .query(ProductLines::line)
                .list();
    }

    private static Line line(ResultSet row, int number) throws SQLException {
        return new Line(
                row.getString("product_line_id"),
                row.getString("brand_id"),
                row.getString("name"),
                List.of((String[]) row.getArray("managers").getArray()),
                row.getLong("version"));
    }
}
