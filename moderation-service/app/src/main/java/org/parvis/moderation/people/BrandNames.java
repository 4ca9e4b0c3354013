package org.parvis.moderation.people;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the brands of the house. */
@Component
public class BrandNames {

    private final JdbcClient jdbc;

    BrandNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty when there is no such brand. */
    public Optional<BrandName> find(String brandId) {
        return jdbc.sql("select brand_id, name from brand where brand_id = ?")
                .param(brandId)
                .query(BrandName.class)
                .optional();
    }

    /** What people call a brand; its id while its name is not known yet. */
    public String nameOf(String brandId) {
        return find(brandId).map(BrandName::name).orElse(brandId);
    }

    /** The brands of a scope, by name. */
    public List<BrandName> in(Scope scope) {
        return jdbc.sql(
                        "select brand_id, name from brand where :all or brand_id = any(:brands) order by name limit 200")
                .param("all", scope.everyBrand())
                .param("brands", scope.brands())
                .query(BrandName.class)
                .list();
    }
}
