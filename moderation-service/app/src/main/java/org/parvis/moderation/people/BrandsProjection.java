package org.parvis.moderation.people;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.parvis.axon.ReadModel;
import org.parvis.identity.api.BrandChanged;
import org.parvis.identity.api.BrandRegistered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the names of brands. */
@Component
@ProcessingGroup("moderation.people.brands")
@ReadModel(tables = "brand")
class BrandsProjection {

    private final JdbcClient jdbc;

    BrandsProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(BrandRegistered event) {
        put(event.brandId(), event.name());
    }

    @EventHandler
    void on(BrandChanged event) {
        put(event.brandId(), event.name());
    }

    private void put(String brandId, String name) {
        jdbc.sql(
                        "insert into brand (brand_id, name) values (?, ?) on conflict (brand_id) do update set name = excluded.name")
                .params(brandId, name)
                .update();
    }
}
