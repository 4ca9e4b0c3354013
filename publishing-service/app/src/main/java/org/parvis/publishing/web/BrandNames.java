package org.parvis.publishing.web;

import java.util.List;
import org.parvis.boot.Brands;
import org.parvis.web.view.Option;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What brands are called, as identity says. */
@Component
public class BrandNames {

    private final JdbcClient jdbc;

    BrandNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The name of a brand, or its id while nobody said how it is called. */
    public String of(String brandId) {
        return jdbc.sql("select name from brand where brand_id = ?")
                .param(brandId)
                .query(String.class)
                .optional()
                .orElse(brandId);
    }

    /** The brands somebody may do something on, for a choice. */
    public List<Option> options(Brands brands) {
        return jdbc.sql(
                        "select brand_id, name from brand where (:all or brand_id = any(:brands)) order by name limit 200")
                .param("all", brands.all())
                .param("brands", brands.array())
                .query((row, number) -> new Option(row.getString(1), row.getString(2)))
                .list();
    }
}
